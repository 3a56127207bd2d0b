/**
 * Headers of every page: no script, no frame, nothing from elsewhere, nothing kept (T9, T20, T14).
 *
 * @param formTargets Origins that a form of this page is redirected to besides our own: browsers hold redirects of a
 *   form to `form-action` too, so the approval page names the vendor's.
 * @param script Where the one file lies that this page may run, a whole URL; without it, none.
 * @param options.connect Whether that file may ask this server for something.
 */
export function pageHeaders(
  formTargets: readonly string[] = [],
  script?: string,
  { connect = false }: { readonly connect?: boolean } = {},
): Readonly<Record<string, string>> {
  const targets = formTargets.map((url) => new URL(url).origin)
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': [
      "default-src 'none'",
      "style-src 'self'",
      "img-src 'self'",
      ...(script === undefined ? [] : [`script-src ${script}`]),
      ...(connect ? ["connect-src 'self'"] : []),
      `form-action ${["'self'", ...new Set(targets)].join(' ')}`,
      "frame-ancestors 'none'",
      "base-uri 'none'",
    ].join('; '),
    'x-frame-options': 'DENY',
    'x-content-type-options': 'nosniff',
    // Not `no-referrer`: that makes browsers send `Origin: null` with our own forms.
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'cache-control': 'no-store',
  }
}
