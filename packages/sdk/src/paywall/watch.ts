import type { ServerResponse } from 'node:http'
import type { Delivery } from './admissions.ts'
import type { Gate, HeaderList } from './core.ts'

/**
 * Watches the answer that an admission was made for, and gives the view back where nothing of the answer is sent: it is
 * an error (400 and above), or its connection closes first. The admission's cookies are sent with that answer alone, so
 * where the view is given back no browser has them.
 */
export function watch(response: ServerResponse, cookies: HeaderList, delivery: Delivery): void {
  const gone = (): boolean => response.destroyed || response.closed || response.socket?.destroyed === true
  const fail = (): void => void delivery.failed()
  response.on('close', fail) // Where the answer went out before, this changes nothing.
  if (gone()) return fail()

  around(response, 'writeHead', (original, [status, ...rest]) => {
    if (Number(status) >= 400 || gone()) fail()
    else withCookies(response, rest, cookies)
    return original([status, ...rest])
  })
  for (const name of ['write', 'end', 'flushHeaders'] as const) {
    around(response, name, (original, args) => {
      const alive = !gone()
      const result = original(args)
      if (alive && response.statusCode < 400) delivery.sent()
      return result
    })
  }
}

/** The gate's headers that are sent whatever the answer is. */
export function shownAtOnce(gate: Gate): HeaderList {
  const waits = gate.kind === 'open' && gate.delivery !== null
  return waits ? gate.headers.filter(([name]) => name !== 'set-cookie') : gate.headers
}

/** Those that are sent with the content alone. */
export function cookiesIn(headers: HeaderList): HeaderList {
  return headers.filter(([name]) => name === 'set-cookie')
}

type Call = (args: unknown[]) => unknown

/** Wraps a method of this one response, so that it works whoever calls it: pipes and frameworks too. */
function around(
  response: ServerResponse,
  name: 'writeHead' | 'write' | 'end' | 'flushHeaders',
  act: (original: Call, args: unknown[]) => unknown,
): void {
  const method: unknown = Reflect.get(response, name)
  if (typeof method !== 'function') return
  const original: Call = (args) => Reflect.apply(method, response, args) as unknown
  const value = (...args: unknown[]) => act(original, args)
  Object.defineProperty(response, name, { value, configurable: true, writable: true })
}

/** Adds cookies to the headers of a response: to those that `writeHead` is given where it is given any. */
function withCookies(response: ServerResponse, rest: unknown[], cookies: HeaderList): void {
  const at = rest.findIndex((each) => typeof each === 'object' && each !== null)
  const given = rest[at]
  const values = cookies.map(([, value]) => value)
  if (Array.isArray(given)) {
    // Raw headers: name, value, name, value. Node uses these instead of what was set before.
    const known = [response.getHeader('set-cookie') ?? []].flat().map(String)
    const own = given.some((each, index) => index % 2 === 0 && isSetCookie(each)) ? [] : known
    rest[at] = [...(given as unknown[]), ...[...own, ...values].flatMap((value) => ['set-cookie', value])]
    return
  }
  const name = typeof given === 'object' && given !== null ? Object.keys(given).find(isSetCookie) : undefined
  if (name === undefined) for (const value of values) response.appendHeader('set-cookie', value)
  else rest[at] = { ...(given as object), [name]: [Reflect.get(given as object, name) as unknown, ...values].flat() }
}

function isSetCookie(name: unknown): boolean {
  return String(name).toLowerCase() === 'set-cookie'
}
