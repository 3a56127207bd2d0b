import type { Networks } from './networks.ts'
import { inNetworks, parseNetworks } from './networks.ts'

/** Which proxies are believed about where a request came from: so many, counted from us, or those in these networks. */
export type Proxies = number | Networks

const maxProxies = 10

/** Reads `2` or `10.0.0.0/8, 2001:db8::/32`; `undefined` where it is neither. */
export function parseProxies(text: string): Proxies | undefined {
  if (/^\d+$/.test(text)) return Number(text) <= maxProxies ? Number(text) : undefined
  return parseNetworks(text)
}

/**
 * Whether the address that stands `hop` places before us is a proxy of ours, so that the one it names may be believed:
 * the client is the first, from the right of `X-Forwarded-For`, that is none. What stands further left, anybody can
 * write. `Forwarded` (RFC 7239) is not read: most proxies pass on what a client wrote there.
 */
export function isProxy(proxies: Proxies): (address: string | undefined, hop: number) => boolean {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : inNetworks(proxies)
}
