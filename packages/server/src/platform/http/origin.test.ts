import type { FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { betterAddress, safeNext } from './origin.ts'

const deps = { config: readConfig({}) } as Deps

test.each(['/', '/wallet', '/c/txn_01?x=1&y=%2F#top', '/verify-email?link=abc&next=%2Fwallet'])(
  'T13: %s is gone on to',
  (next) => {
    expect(safeNext(deps, next)).toBe(next)
  },
)

test.each([
  '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n/evil.example', 'https://evil.example',
  'http://wallet.localhost:4400/wallet', 'http://wallet.localhost:4400@evil.example/', 'javascript:alert(1)', 'wallet', '',
  '/.//evil.example', '/a/..//evil.example', '/%2e//evil.example', '/wallet\\..\\..\\evil', '/ä', `/${'a'.repeat(3_000)}`,
])('T13: %j is no place of ours', (next) => {
  expect(safeNext(deps, next)).toBeUndefined()
}) // prettier-ignore

const better = (host: string, url: string, { method = 'GET', accept = 'text/html', publicUrl = '' } = {}) => {
  const config = readConfig(publicUrl === '' ? {} : { FARTHING_PUBLIC_URL: publicUrl })
  return betterAddress({ config } as Deps, { method, url, headers: { host, accept } } as FastifyRequest)
}

test.each(['127.0.0.1:4400', 'localhost:4400', '[::1]:4400', 'other.localhost:4400', '127.9.9.9:4400'])(
  'a page asked for at %s is looked at where it is ours',
  (host) => {
    expect(better(host, '/sign-in?next=/wallet')).toBe('http://wallet.localhost:4400/sign-in?next=/wallet')
  },
)

test('what is right here, is no page, or may not lead to us stays here', () => {
  expect(better('wallet.localhost:4400', '/')).toBeUndefined()
  expect(better('127.0.0.1:4401', '/')).toBeUndefined()
  expect(better('127.0.0.1', '/')).toBeUndefined()
  expect(better('pay.example:4400', '/')).toBeUndefined()
  expect(better('', '/')).toBeUndefined()
  expect(better('127.0.0.1:4400', '/v1/vendor')).toBeUndefined()
  expect(better('127.0.0.1:4400', '/api/wallet/session')).toBeUndefined()
  expect(better('127.0.0.1:4400', '/healthz', { accept: '*/*' })).toBeUndefined()
  expect(better('127.0.0.1:4400', '/sign-in', { method: 'POST' })).toBeUndefined()
  expect(better('127.0.0.1:4400', 'http://evil.example/')).toBeUndefined()
  expect(better('127.0.0.1', '/', { publicUrl: 'https://pay.example' })).toBeUndefined()
  expect(better('127.0.0.1:4400', '//evil.example')).toBe('http://wallet.localhost:4400//evil.example')
})
