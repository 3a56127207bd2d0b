import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'

// IANA's registries of special-purpose addresses, by the first and the last address of each block; beside each stand
// the neighbours that belong to everybody.
const inside = [
  ['0.0.0.0', '0.255.255.255'], ['10.0.0.0', '10.255.255.255'], ['100.64.0.0', '100.127.255.255'],
  ['127.0.0.0', '127.255.255.255'], ['169.254.0.0', '169.254.255.255'], ['172.16.0.0', '172.31.255.255'],
  ['192.0.0.0', '192.0.0.255'], ['192.0.2.0', '192.0.2.255'], ['192.31.196.0', '192.31.196.255'],
  ['192.52.193.0', '192.52.193.255'], ['192.88.99.0', '192.88.99.255'], ['192.168.0.0', '192.168.255.255'],
  ['192.175.48.0', '192.175.48.255'], ['198.18.0.0', '198.19.255.255'], ['198.51.100.0', '198.51.100.255'],
  ['203.0.113.0', '203.0.113.255'], ['224.0.0.0', '255.255.255.255'],
  ['::', '1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'], ['2001::', '2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff'], ['2002::', '2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['2620:4f:8000::', '2620:4f:8000:ffff:ffff:ffff:ffff:ffff'], ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff'],
  ['4000::', 'ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff'],
] // prettier-ignore
const outside = [
  '1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0',
  '169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '191.255.255.255', '192.0.1.0', '192.0.3.0',
  '192.31.195.255', '192.31.197.0', '192.88.98.255', '192.88.100.0', '192.167.255.255', '192.169.0.0',
  '198.17.255.255', '198.20.0.0', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0', '223.255.255.255',
  '2000::', '2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff', '2001:200::', '2001:db7:ffff:ffff:ffff:ffff:ffff:ffff',
  '2001:db9::', '2003::', '2620:4f:7fff::', '2620:4f:8001::', '3ffe:ffff::', '3fff:1000::',
] // prettier-ignore

describe('T17: which addresses belong to the public Internet', () => {
  test.each(inside)('none from %s to %s', (first, last) => {
    expect([isPublicAddress(first), isPublicAddress(last)]).toEqual([false, false])
  })

  test.each(outside.map((address) => [address]))('%s does', (address) => {
    expect(isPublicAddress(address)).toBe(true)
  })

  test('an IPv4 address within an IPv6 one does not, nor what only some programs read as an address', () => {
    for (const address of [
      '::ffff:8.8.8.8',
      '64:ff9b::808:808',
      '2002:808:808::',
      '127.1',
      '0x7f.1',
      '2130706433',
      '010.0.0.1',
      '8.8.8',
      '8.8.8.8.8',
      ' 8.8.8.8',
      '8.8.8.8 ',
      'no address',
      '',
    ])
      // prettier-ignore
      expect(isPublicAddress(address), address).toBe(false)
  })
})
