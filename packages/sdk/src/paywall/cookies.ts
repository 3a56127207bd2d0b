import { base64url, equalBytes, fromBase64url, hmacSha256, utf8 } from '../bytes.ts'

/** Reads a `Cookie` header (RFC 6265): the first of each name. */
export function cookiesOf(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at < 1) continue
    const name = part.slice(0, at).trim()
    if (!cookies.has(name)) cookies.set(name, part.slice(at + 1).trim())
  }
  return cookies
}

/** @param maxAgeSeconds 0 removes the cookie. */
export function setCookie(name: string, value: string, maxAgeSeconds: number, secure: boolean): string {
  const attributes = `Path=/; Max-Age=${maxAgeSeconds}; HttpOnly; SameSite=Lax`
  return `${name}=${value}; ${attributes}${secure ? '; Secure' : ''}`
}

/** Signs what a cookie holds, so that a browser can keep it but not change it. */
export type Seal = {
  close(name: string, content: unknown): Promise<string>
  /** @returns What was signed under this name, or undefined where anything was changed. */
  open(name: string, value: string | undefined): Promise<unknown>
}

/**
 * @param secrets The first signs; the others still open, so that a secret can be changed
 *   without locking readers out. Each has 32 characters or more.
 */
export function seal(secrets: readonly string[]): Seal {
  const [first] = secrets
  const make = 'make one (openssl rand -hex 32), keep it beside the API key, and give it as `secret`'
  if (first === undefined) throw new TypeError(`the paywall has no secret to sign its cookies with: ${make}`)
  if (secrets.some((secret) => secret.length < 32)) {
    throw new TypeError(`the paywall's secret must have 32 characters or more: ${make}`)
  }
  // The name is signed too: an order's cookie never opens as an access cookie.
  const sign = (secret: string, name: string, payload: string) => hmacSha256(utf8(secret), utf8(`${name}=${payload}`))
  return {
    async close(name, content) {
      const payload = base64url(utf8(JSON.stringify(content)))
      return `${payload}.${base64url(await sign(first, name, payload))}`
    },
    async open(name, value) {
      const [payload = '', given = ''] = (value ?? '').split('.')
      const signature = fromBase64url(given)
      const content = fromBase64url(payload)
      if (signature === undefined || content === undefined || given === '') return undefined
      for (const secret of secrets) {
        if (equalBytes(await sign(secret, name, payload), signature)) return parse(new TextDecoder().decode(content))
      }
      return undefined
    },
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
