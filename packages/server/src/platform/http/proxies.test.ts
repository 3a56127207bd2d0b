import { expect, test } from 'vitest'
import { isProxy, parseProxies } from './proxies.ts'

test.each([
  ['0', 0],
  ['2', 2],
  ['10.0.0.0/8', ['10.0.0.0/8']],
  ['10.0.0.0/8, 2001:db8::/32,192.0.2.7', ['10.0.0.0/8', '2001:db8::/32', '192.0.2.7']],
])('FARTHING_TRUST_PROXY may be %j', (text, proxies) => expect(parseProxies(text)).toEqual(proxies))

test.each([
  'true', '-1', '11', '1.5', '10.0.0.0/33', '10.0.0.0/0', '::/0', '2001:db8::/129', '10.0.0/8', '10.0.0.0/08', '10.0.0.0/8/8',
  'fe80::1%eth0', 'proxy.example', '10.0.0.0/8,', '10.0.0.0/8 10.1.0.0/16', '', 'loopback',
])('FARTHING_TRUST_PROXY may not be %j', (text) => expect(parseProxies(text)).toBeUndefined()) // prettier-ignore

test('T21: a proxy is known by its place, or by its network however its address is written', () => {
  const second = isProxy(2)
  expect([0, 1, 2].map((hop) => second('192.0.2.1', hop))).toEqual([true, true, false])
  const ours = isProxy(['10.0.0.0/8', '2001:db8:1::/48'])
  for (const address of ['10.9.8.7', '::ffff:10.9.8.7', '10.9.8.7:4711', '2001:db8:1:2::3', '[2001:db8:1::4]:443'])
    expect(ours(address, 5), address).toBe(true)
  for (const address of ['11.0.0.1', '2001:db8:2::1', 'unknown', '', undefined, '10.0.0.1 10.0.0.2'])
    expect(ours(address, 0), address).toBe(false)
  expect(isProxy(0)('127.0.0.1', 0)).toBe(false)
})
