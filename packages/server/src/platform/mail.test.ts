import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { deliverMail, readMails, sendMail } from './mail.ts'
import type { TestProvider } from './testing.ts'
import { testProvider } from './testing.ts'

const mail = { to: 'ada@example.org', subject: 'Ihr Code – 123 456', text: 'Hello\n' }

let server: SMTPServer
let received: string[] = []
let refuse = false
let provider: TestProvider
beforeEach(async () => {
  received = []
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk) => (text += String(chunk)))
      stream.on('end', () => {
        if (refuse) return done(new Error('not now'))
        received.push(text)
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  provider = await testProvider({ FARTHING_SMTP_URL: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}` })
})
afterEach(async () => {
  await provider.close()
  await new Promise<void>((resolve) => server.close(resolve))
})

test('a mail is sent once, and then its text is forgotten', async () => {
  await sendMail(provider.deps, mail)
  const stop = deliverMail.start(provider.deps)
  await vi.waitFor(() => expect(received).toHaveLength(1), { timeout: 10_000 })
  await stop()
  expect(received[0]).toContain('To: ada@example.org')
  const { rows } = await provider.deps.pool.query('SELECT sealed, sent_at FROM mails')
  expect(rows).toEqual([{ sealed: null, sent_at: provider.clock.now() }])
  expect(await readMails(provider.deps)).toEqual([])
})

test('a mail that the server does not take is tried again later, not at once', async () => {
  refuse = true
  await sendMail(provider.deps, mail)
  const stop = deliverMail.start(provider.deps)
  const tries = async () =>
    (await provider.deps.pool.query<{ tries: number }>('SELECT tries FROM mails')).rows[0]?.tries
  await vi.waitFor(async () => expect(await tries()).toBe(1), { timeout: 10_000 })
  refuse = false
  expect(received).toEqual([])
  provider.clock.advance(5)
  await vi.waitFor(() => expect(received).toHaveLength(1), { timeout: 10_000 })
  await stop()
})
