import { expect, test } from 'vitest'
import { readConfig } from '../config.ts'
import type { Deps } from '../deps.ts'
import { safeNext } from './origin.ts'

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
