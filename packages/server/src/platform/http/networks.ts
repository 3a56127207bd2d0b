import { BlockList, isIP } from 'node:net'
import { plainAddress } from './network.ts'

/** Networks as operators write them: `10.0.0.0/8`, `2001:db8::/32`, `192.0.2.7`. */
export type Networks = readonly string[]

/**
 * Reads `10.0.0.0/8, 2001:db8::/32`; `undefined` where one is no network. A network that holds every address is none.
 */
export function parseNetworks(text: string): Networks | undefined {
  const networks = text.split(',').map((each) => each.trim())
  return networks.every((each) => readNetwork(each) !== undefined) ? networks : undefined
}

/** Whether an address lies in one of the networks, however it is written. */
export function inNetworks(networks: Networks): (address: string | undefined) => boolean {
  const list = new BlockList()
  for (const text of networks) {
    const network = readNetwork(text)
    if (network !== undefined) list.addSubnet(network.address, network.bits, network.family)
  }
  return (text) => {
    const address = plainAddress(text)
    return address !== undefined && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6')
  }
}

type Network = { readonly address: string; readonly bits: number; readonly family: 'ipv4' | 'ipv6' }

function readNetwork(text: string): Network | undefined {
  const [address = '', bits, more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || more !== undefined) return undefined
  const maxBits = version === 4 ? 32 : 128
  if (bits !== undefined && !/^[1-9]\d{0,2}$/.test(bits)) return undefined
  const count = bits === undefined ? maxBits : Number(bits)
  return count > maxBits ? undefined : { address, bits: count, family: version === 4 ? 'ipv4' : 'ipv6' }
}
