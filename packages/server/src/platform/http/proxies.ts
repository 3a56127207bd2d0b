import { BlockList, isIP } from 'node:net'
import { plainAddress } from './network.ts'

/**
 * Whose word counts about where a request came from: so many proxies, counted from us, or those in these networks
 * (`10.0.0.0/8`, `2001:db8::/32`, `192.0.2.7`). 0: nobody's.
 */
export type Proxies = number | readonly string[]

const mostProxies = 10

/** Reads `2` or `10.0.0.0/8, 2001:db8::/32`; `undefined` where it is neither. A network that holds everybody is none. */
export function parseProxies(text: string): Proxies | undefined {
  if (/^\d+$/.test(text)) return Number(text) <= mostProxies ? Number(text) : undefined
  const networks = text.split(',').map((each) => each.trim())
  return networks.every((each) => readNetwork(each) !== undefined) ? networks : undefined
}

type Network = { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' }

function readNetwork(text: string): Network | undefined {
  const [address = '', bits, more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || more !== undefined) return undefined
  const most = version === 4 ? 32 : 128
  if (bits !== undefined && !/^[1-9]\d{0,2}$/.test(bits)) return undefined
  const count = bits === undefined ? most : Number(bits)
  return count > most ? undefined : { address, bits: count, family: version === 4 ? 'ipv4' : 'ipv6' }
}

/**
 * Whether the address that stands `hop` places before us is a proxy of ours, so that the one it names may be believed:
 * the client is the first, from the right of `X-Forwarded-For`, that is none. What stands further left, anybody can
 * write. `Forwarded` (RFC 7239) is not read: most proxies pass on what a client wrote there.
 */
export function isProxy(proxies: Proxies): (address: string | undefined, hop: number) => boolean {
  if (typeof proxies === 'number') return (_address, hop) => hop < proxies
  const list = new BlockList()
  for (const text of proxies) {
    const network = readNetwork(text)
    if (network !== undefined) list.addSubnet(network.address, network.bits, network.family)
  }
  return (text) => {
    const address = plainAddress(text)
    return address !== undefined && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
}
