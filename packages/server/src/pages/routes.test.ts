import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUser } from '../identity/fixtures.ts'
import { readMails, sendMail } from '../platform/mail.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

test('the front page greets who is signed in', async () => {
  const ada = await aUser(provider, { name: 'Ada <3' })
  expect((await provider.inject({ url: '/' })).body).toContain('Open a wallet')
  expect((await provider.inject({ url: '/', headers: ada.headers })).body).toContain('Ada &lt;3')
})

test('in development every mail can be read, and stays sealed in the database', async () => {
  await sendMail(provider.deps, { to: 'ada@example.org', subject: 'Hello', text: 'See http://wallet.localhost:4400/x' })
  const list = await provider.inject({ url: '/dev/mail' })
  expect(list.body).toContain('Hello')
  const [mail] = await readMails(provider.deps)
  const page = await provider.inject({ url: `/dev/mail/${mail?.id}` })
  expect(page.body).toContain('<a href="http://wallet.localhost:4400/x">')
  expect((await provider.inject({ url: '/dev/mail/none' })).statusCode).toBe(404)
})

test('a page that is asked for as 127.0.0.1 is looked at under the name where its forms work', async () => {
  const headers = { host: '127.0.0.1:4400', accept: 'text/html' }
  const page = await provider.inject({ url: '/sign-in?next=/wallet', headers })
  expect([page.statusCode, page.headers.location]).toEqual([302, 'http://wallet.localhost:4400/sign-in?next=/wallet'])
  expect((await provider.inject({ url: '/healthz', headers: { host: '127.0.0.1:4400' } })).statusCode).toBe(200)
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin: 'http://127.0.0.1:4400' }
  const posted = await provider.inject({ method: 'POST', url: '/sign-out', headers: { ...headers, ...form } })
  expect([posted.statusCode, posted.body]).toEqual([403, expect.stringContaining('Open http://wallet.localhost:4400')])
})

test('in production nobody’s mail can be read', async () => {
  const production = await testProvider({
    FARTHING_MODE: 'production',
    FARTHING_PUBLIC_URL: 'https://pay.example',
    FARTHING_MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    FARTHING_SMTP_URL: 'smtp://127.0.0.1:1',
    FARTHING_MAIL_FROM: 'no-reply@pay.example',
    FARTHING_TRUST_PROXY: '1',
  })
  try {
    expect((await production.inject({ url: '/dev/mail' })).statusCode).toBe(404)
    const { headers } = await production.inject({ url: '/' })
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
  } finally {
    await production.close()
  }
})

test('/docs renders the API from our own files alone', async () => {
  const page = await provider.inject({ url: '/docs/' })
  expect(page.statusCode).toBe(200)
  expect(page.body).not.toMatch(/https?:\/\/(?!wallet\.localhost)/)
  expect(page.headers['content-security-policy']).toMatch(/script-src 'self' 'sha256-/)
  const [, script] = /src="([^"]+)"/.exec(page.body) ?? []
  const program = await provider.inject({ url: new URL(script ?? '', 'http://x/docs/').pathname })
  expect([program.statusCode, program.headers['content-type']]).toEqual([200, expect.stringContaining('javascript')])
})
