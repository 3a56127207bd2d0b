// Which network addresses a vendor may name (T17). No I/O.
import { BlockList, isIPv4, isIPv6 } from 'node:net'

// IANA's special-purpose registries: what is not reachable for everybody is nobody's webhook.
const reserved: readonly (readonly [prefix: string, bits: number])[] = [
  ['0.0.0.0', 8], ['10.0.0.0', 8], ['100.64.0.0', 10], ['127.0.0.0', 8], ['169.254.0.0', 16], ['172.16.0.0', 12],
  ['192.0.0.0', 24], ['192.0.2.0', 24], ['192.88.99.0', 24], ['192.168.0.0', 16], ['198.18.0.0', 15],
  ['198.51.100.0', 24], ['203.0.113.0', 24], ['224.0.0.0', 4], ['240.0.0.0', 4],
] // prettier-ignore

// Of IPv6 only 2000::/3 is handed out; within it these lead elsewhere: tunnels to any IPv4, documentation.
const reserved6: readonly (readonly [prefix: string, bits: number])[] = [
  ['2001::', 23], ['2001:db8::', 32], ['2002::', 16], ['3fff::', 20],
] // prettier-ignore

const closed = new BlockList()
for (const [prefix, bits] of reserved) closed.addSubnet(prefix, bits, 'ipv4')
const closed6 = new BlockList()
for (const [prefix, bits] of reserved6) closed6.addSubnet(prefix, bits, 'ipv6')
const open6 = new BlockList()
open6.addSubnet('2000::', 3, 'ipv6')

/** Whether an address is one of the public Internet. An IPv4 address within an IPv6 one is none. */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !closed.check(address, 'ipv4')
  return isIPv6(address) && open6.check(address, 'ipv6') && !closed6.check(address, 'ipv6')
}
