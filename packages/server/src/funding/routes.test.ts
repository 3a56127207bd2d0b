import { compactVerify, createLocalJWKSet, decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aUser } from '../identity/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import { seconds } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { createVouchers } from './create-vouchers.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

let count = 0
async function aVoucher(
  amountMicros = 5_000_000n,
  changes: { currency?: 'USD' | 'EUR'; days?: number } = {},
): Promise<string> {
  const { deps } = provider
  const expiresAt = deps.clock.now() + seconds(86_400 * (changes.days ?? 30))
  const [code = ''] = await createVouchers(deps, {
    count: 1,
    amountMicros,
    currency: changes.currency ?? 'USD',
    expiresAt,
    batch: 'test',
  })
  return code
}
const redeem = ({ headers }: TestUser, code: string, attempt = `attempt-${++count}`, from = provider.app) =>
  from.inject({ method: 'POST', url: '/api/wallet/vouchers/redeem', headers, payload: { attempt, code } })
const wallets = async ({ headers }: TestUser): Promise<unknown> => {
  const home = await provider.inject({ url: '/api/wallet/home', headers })
  return home
    .json<{ wallets: { currency: string; available: { amount: string } }[] }>()
    .wallets.map(({ currency, available }) => `${currency} ${available.amount}`)
}

describe('a voucher', () => {
  test('R6: adds tokens of its currency, said in tokens and money', async () => {
    const user = await aUser(provider)
    const answer = await redeem(user, await aVoucher(2_500_000n))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toEqual({
      amount: { amount: '2.5', currency: 'USD', tokens: '250' },
      wallet: 'USD',
      issue: expect.stringMatching(/^iss_/) as unknown,
    })
    expect(await wallets(user)).toEqual(['USD 2.5'])
  })

  test('is read as it is pasted: with marks that nobody sees, and in the digits of the keyboard', async () => {
    const user = await aUser(provider)
    const arabic = (code: string) => code.replace(/[0-9]/g, (digit) => String.fromCharCode(0x660 + Number(digit)))
    const wide = (code: string) => code.replace(/[0-9-]/g, (each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0))
    const marked = (code: string) => `\u200e\u2068${code.replaceAll('-', '\u00a0\u2011')}\u2069\u200f\n`
    for (const write of [arabic, wide, marked]) {
      const answer = await redeem(user, write(await aVoucher(1_000_000n)))
      expect(answer.statusCode).toBe(200)
    }
    expect(await wallets(user)).toEqual(['USD 3'])
  })

  test('R1b R9: of another currency opens another wallet', async () => {
    const user = await aUser(provider)
    expect((await redeem(user, await aVoucher(3_000_000n, { currency: 'EUR' }))).statusCode).toBe(200)
    expect((await redeem(user, await aVoucher(1_000_000n))).statusCode).toBe(200)
    expect(await wallets(user)).toEqual(['USD 1', 'EUR 3'])
  })

  test('T2: has one effect, whoever tries how often, through two servers', async () => {
    const [one, two] = [await aUser(provider), await aUser(provider)]
    const code = await aVoucher(5_000_000n)
    const { app } = await provider.another()
    const tries = Array.from({ length: 10 }, (_, i) =>
      redeem(i % 2 === 0 ? one : two, code, undefined, i % 3 === 0 ? app : provider.app),
    )
    const answers = await Promise.all(tries)
    const codes = answers.map((answer) => (answer.statusCode === 200 ? 'done' : answer.json<{ code: string }>().code))
    expect(codes.filter((each) => each === 'done')).toHaveLength(1)
    expect(codes.filter((each) => each === 'voucher_used')).toHaveLength(9)
    const held = [...((await wallets(one)) as string[]), ...((await wallets(two)) as string[])].sort()
    expect(held).toEqual(['USD 0', 'USD 5'])
  })

  test('P4: the same attempt again gets the first answer', async () => {
    const user = await aUser(provider)
    const code = await aVoucher()
    const first = await redeem(user, code, 'double-click')
    const second = await redeem(user, code, 'double-click')
    expect(second.statusCode).toBe(200)
    expect(second.json()).toEqual(first.json())
    expect(await wallets(user)).toEqual(['USD 5'])
  })

  test('T23: is refused when unknown, expired, or mistyped, and nothing moves', async () => {
    const user = await aUser(provider)
    const late = await aVoucher(5_000_000n, { days: 0 })
    const expired = await redeem(user, late)
    expect([expired.statusCode, expired.json<{ code: string }>().code]).toEqual([409, 'voucher_expired'])
    const known = await aVoucher()
    const mistyped = await redeem(
      user,
      known.replace(/\d$/, (digit) => String((Number(digit) + 1) % 10)),
    )
    expect(mistyped.json()).toMatchObject({ status: 404, code: 'voucher_unknown', param: 'code' })
    expect(await wallets(user)).toEqual(['USD 0'])
  })

  test('T23: after ten wrong ones an account waits, also with the right one, until the hour is over', async () => {
    const user = await aUser(provider)
    const code = await aVoucher()
    const strangers = await aUser(provider)
    for (let i = 0; i < 10; i++) {
      const used = await aVoucher(1n)
      await redeem(strangers, used)
      expect((await redeem(user, used)).json<{ code: string }>().code).toBe('voucher_used')
    }
    const stopped = await redeem(user, code)
    expect(stopped.statusCode).toBe(429)
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(3_000)
    provider.clock.advance(3_601)
    expect((await redeem(user, code)).statusCode).toBe(200)
  })

  test('T23: a right one, sent once or again, makes no room for more wrong ones', async () => {
    const [user, strangers] = [await aUser(provider), await aUser(provider)]
    const used = await aVoucher(1n)
    await redeem(strangers, used)
    const wrong = async (times: number) => {
      const answers: number[] = []
      for (let i = 0; i < times; i++) answers.push((await redeem(user, used)).statusCode)
      return answers
    }
    const [code, attempt] = [await aVoucher(1n), 'the-right-one']
    expect(await wrong(5)).toEqual([409, 409, 409, 409, 409])
    expect((await redeem(user, code, attempt)).statusCode).toBe(200)
    expect(await wrong(4)).toEqual([409, 409, 409, 409])
    expect((await redeem(user, code, attempt)).statusCode).toBe(200)
    expect(await wrong(2)).toEqual([409, 429])
  })

  test('T20: is not redeemed for a form of another site, nor for nobody', async () => {
    const user = await aUser(provider)
    const code = await aVoucher()
    const forged = await redeem({ ...user, headers: { ...user.headers, origin: 'https://evil.example' } }, code)
    expect(forged.json()).toMatchObject({ status: 403, code: 'wrong_origin' })
    const nobody = await redeem({ ...user, headers: { ...user.headers, cookie: '' } }, code)
    expect(nobody.json()).toMatchObject({ status: 401, code: 'signed_out' })
    expect(await wallets(user)).toEqual(['USD 0'])
  })

  test('T23: its digits are nowhere in the database', async () => {
    const code = await aVoucher()
    const digits = code.replaceAll('-', '')
    await redeem(await aUser(provider), code)
    const { rows } = await provider.deps.pool.query<{ text: string }>(
      `SELECT v::text AS text FROM vouchers v UNION ALL SELECT o::text FROM ledger_operations o UNION ALL SELECT i::text FROM token_issues i`,
    )
    expect(rows.length).toBeGreaterThan(3)
    const hex = Buffer.from(digits).toString('hex')
    expect(rows.some(({ text }) => text.includes(digits) || text.includes(hex) || text.includes(code))).toBe(false)
  })
})

describe('R1a: tokens issued to a device', () => {
  test('each issue has a signed record that proves what the provider owes', async () => {
    const user = await aUser(provider)
    const { issue } = (await redeem(user, await aVoucher(2_500_000n))).json<{ issue: string }>()
    const { record } = (
      await provider.inject({ url: `/api/wallet/issues/${issue}/record`, headers: user.headers })
    ).json<{ record: string }>()
    const keys = (await provider.inject({ url: '/.well-known/jwks.json' })).json<{ keys: [] }>()
    const { payload } = await compactVerify(record, createLocalJWKSet(keys))
    expect(decodeProtectedHeader(record)).toMatchObject({ alg: 'EdDSA', typ: 'farthing-issue+jws' })
    expect(JSON.parse(Buffer.from(payload).toString())).toMatchObject({
      iss: provider.deps.config.publicUrl,
      sub: toPublic('acc', user.account),
      jti: issue,
      issued: { amount: '2.5', currency: 'USD', tokens: '250' },
      method: 'voucher',
    })
    expect(JSON.stringify(keys)).not.toContain('"d"')
    const changed = record
      .split('.')
      .with(1, Buffer.from(JSON.stringify({ issued: { amount: '9' } })).toString('base64url'))
      .join('.')
    await expect(compactVerify(changed, createLocalJWKSet(keys))).rejects.toThrow()
  })

  test('records stay provable after the signing key has changed', async () => {
    const user = await aUser(provider)
    const { issue } = (await redeem(user, await aVoucher())).json<{ issue: string }>()
    const record = async () =>
      (await provider.inject({ url: `/api/wallet/issues/${issue}/record`, headers: user.headers })).json<{
        record: string
      }>().record
    const before = await record()
    provider.clock.advance(100 * 86_400)
    await provider.deps.pool.query('UPDATE sessions SET expires_at = $1', [provider.clock.now() + seconds(3_600)])
    const after = await record()
    expect(decodeProtectedHeader(after).kid).not.toBe(decodeProtectedHeader(before).kid)
    const keys = createLocalJWKSet((await provider.inject({ url: '/.well-known/jwks.json' })).json<{ keys: [] }>())
    await expect(compactVerify(before, keys)).resolves.toBeDefined()
    await expect(compactVerify(after, keys)).resolves.toBeDefined()
  })

  test('T15: another’s issue is not there', async () => {
    const [user, stranger] = [await aUser(provider), await aUser(provider)]
    const { issue } = (await redeem(user, await aVoucher())).json<{ issue: string }>()
    const answer = await provider.inject({ url: `/api/wallet/issues/${issue}/record`, headers: stranger.headers })
    expect(answer.json()).toMatchObject({ status: 404, code: 'not_found' })
  })

  test('issues are listed newest first, a page at a time', async () => {
    const user = await aUser(provider)
    for (const micros of [1_000_000n, 2_000_000n, 3_000_000n]) {
      await redeem(user, await aVoucher(micros))
      provider.clock.advance(1)
    }
    const page = async (cursor?: string) =>
      (
        await provider.inject({
          url: `/api/wallet/issues?limit=2${cursor === undefined ? '' : `&cursor=${cursor}`}`,
          headers: user.headers,
        })
      ).json<{ data: { amount: { amount: string } }[]; next_cursor: string | null }>()
    const first = await page()
    expect(first.data.map(({ amount }) => amount.amount)).toEqual(['3', '2'])
    const second = await page(first.next_cursor ?? '')
    expect(second.data.map(({ amount }) => amount.amount)).toEqual(['1'])
    expect(second.next_cursor).toBeNull()
  })
})
