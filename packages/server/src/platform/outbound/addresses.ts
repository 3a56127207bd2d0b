// Which network addresses a vendor may name (T17). No I/O.
import { isIPv4, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** All that has been handed out of IPv6. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/**
 * Whether an address is one of the public Internet: what IANA's registries of special-purpose addresses list is none. An
 * IPv4 address within an IPv6 one is none either.
 */
export function isPublicAddress(address: string): boolean {
  // Node says what an address is: ipaddr.js alone would also take 127.1, 0x7f.1 and 2130706433.
  if (isIPv4(address)) return ipaddr.IPv4.parse(address).range() === 'unicast'
  if (!isIPv6(address)) return false
  const parsed = ipaddr.IPv6.parse(address)
  return parsed.match(globalUnicast) && parsed.range() === 'unicast'
}
