// Mails that come back later: what is believed of them, and what is not.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { buy } from '../access/fixtures.ts'
import type { TestUser } from '../identity/fixtures.ts'
import type { MailCatcher } from '../platform/mail-fixtures.ts'
import { aMailServer, headerOf } from '../platform/mail-fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import { aBuyer } from '../purchase/http-fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { takeBack } from './come-back.ts'
import { noticesNow } from './fixtures.ts'
import { readReport } from './report.ts'

let smtp: MailCatcher
let provider: TestProvider
let vendor: TestVendor
let buyer: TestUser
/** The address that the receipt comes back to. */
let back: string
beforeAll(async () => {
  smtp = await aMailServer()
  provider = await testProvider({
    FARTHING_SMTP_URL: smtp.url,
    FARTHING_BOUNCE_ADDRESS: 'bounce@wallet.localhost',
    FARTHING_RATE_LIMIT_REQUESTS: '0',
  })
  vendor = await aVendor(provider)
})
afterAll(async () => {
  await provider.close()
  await smtp.close()
})
beforeEach(async () => {
  buyer = await aBuyer(provider)
  const payload = { receipts: 'each' }
  await provider.inject({ method: 'PUT', url: '/api/wallet/notices', headers: buyer.headers, payload })
  await buy(provider, vendor, buyer)
  await noticesNow(provider)
  back =
    smtp.caught.find((mail) => mail.to === buyer.email && headerOf(mail, 'Subject').startsWith('Receipt'))?.from ?? ''
})

type Made = { to?: string; action?: string; status?: string; type?: string; head?: string }
/** As Postfix writes one. */
const report = ({ to = back, action = 'failed', status = '5.1.1', type, head = '' }: Made = {}) =>
  [
    'Return-Path: <>',
    `Delivered-To: ${to}`,
    'From: MAILER-DAEMON@mail.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    `Content-Type: ${type ?? 'multipart/report; report-type=delivery-status;\r\n\tboundary="4bX.1700/mail.example"'}`,
    ...(head === '' ? [] : [head]),
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--4bX.1700/mail.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Action: failed',
    'Status: 5.9.9',
    '',
    '--4bX.1700/mail.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    'Arrival-Date: Mon,  1 Jun 2026 12:00:00 +0000 (UTC)',
    '',
    'Final-Recipient: rfc822; maud@example.org',
    `Action: ${action}`,
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 <maud@example.org>: Recipient address',
    '    rejected: User unknown',
    '',
    '--4bX.1700/mail.example',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    'Subject: Receipt',
    '',
    '--4bX.1700/mail.example--',
    '',
  ].join('\r\n')

const take = (message: string, recipient = '') => takeBack(provider.deps, message, recipient)
const receiptState = async () =>
  (await provider.inject({ url: '/api/wallet/notices/sent', headers: buyer.headers }))
    .json<{ data: { subject: string; state: string }[] }>()
    .data.find(({ subject }) => subject.startsWith('Receipt'))?.state
const choices = async () =>
  (await provider.inject({ url: '/api/wallet/notices', headers: buyer.headers })).json<Record<string, unknown>>()

test('a mail that nobody takes comes back later, and is shown as that; told twice, it counts once', async () => {
  expect(await receiptState()).toBe('sent')
  expect(await take(report())).toBe('noted')
  expect(await receiptState()).toBe('bounced')
  expect(await choices()).toMatchObject({ reached: false })
  expect(await take(report())).toBe('known')
  const { rows } = await provider.deps.pool.query('SELECT bounces, bounce_status FROM notice_people WHERE bounces > 0')
  expect(rows).toContainEqual({ bounces: 1, bounce_status: '5.1.1' })
})

test('the address may stand on the command line, in capitals', async () => {
  expect(await take(report({ to: 'postmaster@wallet.localhost' }), back.toUpperCase())).toBe('noted')
})

test('one that was given up after tries says nothing of the address', async () => {
  expect(await take(report({ status: '4.4.7' }))).toBe('noted')
  expect(await receiptState()).toBe('bounced')
  expect(await choices()).toMatchObject({ reached: true })
})

describe('T18a: what changes nothing', () => {
  test.each<[string, Made]>([
    ['a mail that says it takes longer', { action: 'delayed', status: '4.4.1' }],
    ['a mail that says it arrived', { action: 'delivered', status: '2.0.0' }],
    ['an answer of a program or a person', { type: 'text/plain; charset=utf-8' }],
    [
      'another report',
      { type: 'multipart/report; report-type=disposition-notification; boundary="4bX.1700/mail.example"' },
    ],
    ['a report without a boundary', { type: 'multipart/report; report-type=delivery-status' }],
    ['a status that is none', { status: '5' }],
  ])('%s', async (_, made) => {
    expect(await take(report(made))).toBe('no failure')
    expect(await receiptState()).toBe('sent')
  })

  test('a forged one: without the token, with one that was changed, or with the token of nothing', async () => {
    const [local = '', domain = ''] = back.split('@')
    for (const to of [
      'bounce@wallet.localhost',
      `${local.slice(0, -1)}${local.endsWith('0') ? '1' : '0'}@${domain}`,
      `bounce+${local.slice(7, 33)}@${domain}`,
      `bounce+01k9vq3m2r8tqd4s0c5w7x9y2z0000000000000000@${domain}`,
      `bounce+${'z'.repeat(42)}@${domain}`,
    ])
      expect([to, await take(report({ to }))]).toEqual([to, 'not ours'])
    expect(await receiptState()).toBe('sent')
  })

  test('a token anywhere else than in the addresses that it came to', async () => {
    expect(await take(report({ to: 'x@wallet.localhost', head: `X-Note: ${back}` }))).toBe('not ours')
  })

  test('one that is larger than any report', async () => {
    expect(await take(report() + 'x'.repeat(262_144))).toBe('too large')
  })
})

test('T18a: whatever comes is read without a fault, and soon', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2_000 }), (text) => {
      expect(() =>
        readReport(`Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n${text}`),
      ).not.toThrow()
      expect(() => readReport(text)).not.toThrow()
    }),
  )
  const head = 'Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n'
  for (const many of ['--x\n', '\n', ' \n', 'a:\n', '--x\nContent-Type: message/delivery-status\n\n', '\r\n \r\n'])
    readReport(head + many.repeat(Math.floor(250_000 / many.length)))
})

const program = fileURLToPath(new URL('../cli/bounce.ts', import.meta.url))
const pipe = (message: string, env: Record<string, string>, ...args: string[]) =>
  new Promise<{ code: number | null; out: string }>((resolve, reject) => {
    const child = spawn(process.execPath, [program, ...args], { env: { PATH: process.env['PATH'] ?? '', ...env } })
    let out = ''
    child.stdout.on('data', (chunk) => (out += String(chunk)))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out }))
    child.stdin.on('error', () => undefined)
    child.stdin.end(message)
  })

test('the mail server’s pipe: `npm run bounce`', { timeout: 60_000 }, async () => {
  const env = { DATABASE_URL: provider.databaseUrl }
  expect(await pipe(report({ to: 'x@wallet.localhost' }), env)).toEqual({ code: 0, out: 'not ours\n' })
  expect(await pipe(report({ to: 'x@wallet.localhost' }), env, back)).toEqual({ code: 0, out: 'noted\n' })
  expect(await receiptState()).toBe('bounced')
  expect((await pipe(report(), { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, back)).code).toBe(75)
})
