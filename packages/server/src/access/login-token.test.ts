import { hash } from 'node:crypto'
import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { LoginClaims } from './login-token.ts'
import { checkReturn, checkToken, issueReturnToken, openLoginToken } from './login-token.ts'

const [vendor, payer, purchase, other] = [
  '0192f3a1b2c37d4e8f01234589000000',
  '0192f3a1b2c37d4e8f01234588000000',
  '0192f3a1b2c37d4e8f01234587000000',
  '0192f3a1b2c37d4e8f01234586000000',
]
const returnUrl = 'https://courier.example/back?order=1'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

const issue = () => issueReturnToken(provider.deps, { vendor, purchase, payer, returnUrl })
async function open(token: string): Promise<LoginClaims> {
  const claims = await openLoginToken(provider.deps, token)
  if (claims === undefined) throw new Error('the token does not open')
  return claims
}

describe('R27: the login travels encrypted under a key that changes with time', () => {
  test('nothing of it can be read on the way', async () => {
    const token = await issue()
    expect(token.length).toBeLessThan(900)
    const bytes = Buffer.concat(token.split('.').map((part) => Buffer.from(part, 'base64url')))
    for (const word of ['courier', 'psn_', 'ven_']) expect(bytes.includes(word)).toBe(false)
    for (const id of [vendor, payer, purchase]) {
      expect(bytes.includes(id)).toBe(false)
      expect(bytes.includes(Buffer.from(id, 'hex').subarray(0, 12))).toBe(false)
    }
    expect(await open(token)).toMatchObject({ vendor, payer, subject: { kind: 'purchase', id: purchase } })
  })

  test('T11: a new hour has a new key, the one before opens still, an older one is destroyed', async () => {
    const first = await issue()
    const kid = (token: string): unknown => decodeProtectedHeader(token).kid
    provider.clock.advance(3_600)
    const second = await issue()
    expect(kid(second)).not.toBe(kid(first))
    expect(await openLoginToken(provider.deps, first)).toBeDefined()
    provider.clock.advance(3_600 + 61)
    expect(await openLoginToken(provider.deps, first)).toBeUndefined()
    await issue()
    provider.clock.advance(3_600)
    await issue()
    const { rows } = await provider.deps.pool.query<{ kid: string }>('SELECT kid FROM token_keys ORDER BY kid')
    expect(rows.map((row) => row.kid)).not.toContain(kid(first))
    expect(rows.length).toBeLessThanOrEqual(3)
  })

  test('it is a JWE as RFC 7516 has it: five parts, encrypted directly under the key', async () => {
    const token = await issue()
    expect(token.split('.').map((part) => part.length > 0)).toEqual([true, false, true, true, true])
    expect(decodeProtectedHeader(token)).toMatchObject({ alg: 'dir', enc: 'A256GCM' })
    expect(token).not.toBe(await issue())
  })

  test('another server of the provider opens it', async () => {
    const another = await provider.another()
    expect(await openLoginToken(another.deps, await issue())).toMatchObject({ payer })
    const there = await issueReturnToken(another.deps, { vendor, purchase, payer, returnUrl })
    expect(await open(there)).toMatchObject({ payer })
  })

  test('T10: what was changed, cut or made elsewhere does not open', async () => {
    const token = await issue()
    const parts = token.split('.')
    const forged = [
      '',
      'x',
      token.slice(0, -2),
      `${token}x`,
      parts
        .with(
          3,
          (parts[3] ?? '').replace(/^./, (c) => (c === 'A' ? 'B' : 'A')),
        )
        .join('.'),
      parts.with(0, Buffer.from('{"alg":"dir","enc":"A256GCM","kid":"1"}').toString('base64url')).join('.'),
      parts.with(0, Buffer.from('{"alg":"none"}').toString('base64url')).join('.'),
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{}').toString('base64url')}.`,
    ]
    for (const text of forged) expect(await openLoginToken(provider.deps, text)).toBeUndefined()
    // Sealed keys are the master key's: a server with another one cannot open what this one made.
    const { rows } = await provider.deps.pool.query<{ key_sealed: Buffer }>('SELECT key_sealed FROM token_keys LIMIT 1')
    expect(rows[0]?.key_sealed.length).toBeGreaterThan(32)
  })
})

describe('R28: one answer over URL, transaction and login together', () => {
  const nonce = 'a nonce of the browser that began'
  const order = { id: purchase, vendor, returnUrl, nonceHash: hash('sha256', nonce), payer }
  const good = async () => ({
    claims: await open(await issue()),
    purchase: order,
    vendor,
    returnUrl,
    nonce,
    at: provider.clock.now(),
  })

  test('all of it right', async () => {
    expect(checkReturn(await good())).toBeUndefined()
    expect(checkReturn({ ...(await good()), purchase: { ...order, nonceHash: null }, nonce: null })).toBeUndefined()
  })

  test('T10 T12: any of it wrong', async () => {
    const all = await good()
    const invalid = (param: string) => ({ code: 'token_invalid', param })
    expect(checkReturn({ ...all, vendor: other })).toEqual(invalid('token'))
    expect(checkReturn({ ...all, purchase: { ...order, vendor: other } })).toEqual(invalid('token'))
    expect(checkReturn({ ...all, purchase: { ...order, id: other } })).toEqual(invalid('token'))
    expect(checkReturn({ ...all, purchase: { ...order, payer: other } })).toEqual(invalid('token'))
    expect(checkReturn({ ...all, purchase: { ...order, payer: null } })).toEqual(invalid('token'))
    expect(checkReturn({ ...all, returnUrl: `${returnUrl}&x=1` })).toEqual(invalid('return_url'))
    expect(checkReturn({ ...all, returnUrl: 'https://evil.example/' })).toEqual(invalid('return_url'))
    const elsewhere = 'https://courier.example/other'
    expect(checkReturn({ ...all, returnUrl: elsewhere, purchase: { ...order, returnUrl: elsewhere } })).toEqual(
      invalid('return_url'),
    )
    expect(checkReturn({ ...all, nonce: 'another browser' })).toEqual({
      code: 'browser_mismatch',
      param: 'browser_nonce',
    })
    expect(checkReturn({ ...all, nonce: null })).toEqual({ code: 'browser_mismatch', param: 'browser_nonce' })
    expect(checkReturn({ ...all, claims: { ...all.claims, subject: { kind: 'entitlement', id: purchase } } })).toEqual(
      invalid('token'),
    )
  })

  test('T11: it lives five minutes, and clocks may differ by one: at each edge', async () => {
    const { claims } = await good()
    const subject = { kind: 'purchase', id: purchase } as const
    const at = (offset: bigint) => checkToken(claims, { vendor, subject }, BigInt(claims.issuedAt) + offset)?.code
    expect(at(-60_000_001n)).toBe('token_invalid')
    expect(at(-60_000_000n)).toBeUndefined()
    expect(at(0n)).toBeUndefined()
    expect(at(359_999_999n)).toBeUndefined()
    expect(at(360_000_000n)).toBe('token_expired')
  })
})
