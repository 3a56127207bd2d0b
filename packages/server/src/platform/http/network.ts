import { isIPv4, isIPv6, SocketAddress } from 'node:net'

/**
 * An address as it is compared: IPv4, also where it came as IPv6, or IPv6, without the port that some proxies add and
 * without a zone. `undefined`: it is none.
 */
export function plainAddress(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  if (isIPv4(text)) return text
  const bare = text.split('%')[0] ?? ''
  const parsed = SocketAddress.parse(isIPv6(bare) ? `[${bare}]` : text)?.address
  return parsed?.startsWith('::ffff:') === true && parsed.includes('.') ? parsed.slice('::ffff:'.length) : parsed
}

/**
 * The network by which a caller is counted: an IPv4 address, or the first 64 bits of an IPv6 one, because one customer
 * of a provider usually has all of those. Text that is no address counts as one network.
 */
export function networkOf(text: string | undefined): string {
  const address = plainAddress(text) ?? 'unknown'
  if (!isIPv6(address) || address === '::1') return address
  const [before = '', after] = address.split('::')
  const head = before === '' ? [] : before.split(':')
  const tail = after === undefined || after === '' ? [] : after.split(':')
  const gap = after === undefined ? 0 : Math.max(0, 8 - head.length - tail.length)
  const groups = [...head, ...Array<string>(gap).fill('0'), ...tail].slice(0, 4)
  return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`
}
