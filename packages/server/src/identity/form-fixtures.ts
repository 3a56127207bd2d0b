import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import type { TestProvider } from '../platform/testing.ts'

export type Inject = (request: InjectOptions) => Promise<LightMyRequestResponse>

/** Posts a form from a page of ours. @param cookie What the browser sends: `name=value`. */
export const postForm = (
  { inject, deps }: Pick<TestProvider, 'deps'> & { readonly inject: Inject },
  url: string,
  fields: Readonly<Record<string, string>> = {},
  cookie = '',
): Promise<LightMyRequestResponse> =>
  inject({
    method: 'POST',
    url,
    headers: { origin: deps.config.publicUrl, cookie, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })

/** The cookie of a name that an answer sets, as a browser sends it; `''`: none. */
export function cookieIn(answer: LightMyRequestResponse, name: string): string {
  const value = answer.cookies.find((each) => each.name === name)?.value ?? ''
  return value === '' ? '' : `${name}=${value}`
}

/** The secret of an authenticator app that a page offers, base 32. */
export const secretIn = ({ body }: { readonly body: string }): string =>
  /class="id">([A-Z2-7 ]{39})</.exec(body)?.[1]?.replaceAll(' ', '') ?? ''

/** The recovery codes that a page shows. */
export const codesIn = ({ body }: LightMyRequestResponse): string[] =>
  [...body.matchAll(/<code>([a-z2-9-]{14})<\/code>/g)].map(([, code = '']) => code)
