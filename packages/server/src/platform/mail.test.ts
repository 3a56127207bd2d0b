import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { deliverMail, forgetMails, readMails, sendMail } from './mail.ts'
import type { TestProvider } from './testing.ts'
import { runNow, testProvider } from './testing.ts'
import { forgetJobs, listWork } from './work/list.ts'
import { runDue } from './work/runner.ts'

const mail = { to: 'ada@example.org', subject: 'Ihr Code – 123 456', text: 'Hello\n' }

let server: SMTPServer
let received: string[] = []
let refuse: number | undefined
let provider: TestProvider
beforeEach(async () => {
  received = []
  refuse = undefined
  server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onData(stream, _session, done) {
      let text = ''
      stream.on('data', (chunk) => (text += String(chunk)))
      stream.on('end', () => {
        if (refuse !== undefined)
          return done(Object.assign(new Error('not now, ada@example.org'), { responseCode: refuse }))
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

const deliver = () => runDue(provider.deps, [deliverMail])
const jobOf = async () => (await listWork(provider.deps, provider.clock.now(), 10))[0]

test('a mail is sent once, and then its text is forgotten', async () => {
  await sendMail(provider.deps, mail)
  expect(await deliver()).toBe(1)
  expect(await deliver()).toBe(0)
  expect(received).toHaveLength(1)
  expect(received[0]).toContain('To: ada@example.org')
  const { rows } = await provider.deps.pool.query('SELECT sealed, sent_at FROM mails')
  expect(rows).toEqual([{ sealed: null, sent_at: provider.clock.now() }])
  expect(await readMails(provider.deps)).toEqual([])
})

test('a mail that the server does not take is tried again later, not at once; the operator reads why, not whose', async () => {
  refuse = 450
  await sendMail(provider.deps, mail)
  await deliver()
  expect(await jobOf()).toMatchObject({
    name: 'mail',
    status: 'failing',
    tries: 1,
    lastError: 'the mail server answered 450',
    nextTryAt: provider.clock.now() + 5_000_000n,
  })
  refuse = undefined
  provider.clock.advance(4)
  expect(await deliver()).toBe(0)
  expect(received).toEqual([])
  provider.clock.advance(1)
  expect(await deliver()).toBe(1)
  expect(received).toHaveLength(1)
  expect(await jobOf()).toMatchObject({ status: 'done', tries: 2 })
})

test('a mail that nobody takes in twelve tries is given up, and forgotten after 30 days', async () => {
  refuse = 450
  await sendMail(provider.deps, mail)
  for (let i = 0; i < 12; i++) {
    expect(await deliver()).toBe(1)
    provider.clock.advance(7_200)
  }
  expect(await deliver()).toBe(0)
  expect(await jobOf()).toMatchObject({ status: 'given_up', tries: 12, nextTryAt: null })
  expect(await readMails(provider.deps)).toHaveLength(1)
  provider.clock.advance(31 * 86_400)
  await runNow(provider.deps, forgetMails)
  await runNow(provider.deps, forgetJobs)
  expect(await readMails(provider.deps)).toEqual([])
  expect(await jobOf()).toBeUndefined()
})

test('a mail that is refused for good is given up at once', async () => {
  refuse = 554
  await sendMail(provider.deps, mail)
  await deliver()
  expect(await jobOf()).toMatchObject({ status: 'given_up', tries: 1, lastError: 'the mail server answered 554' })
})

test('a mail of a transaction that is undone is never sent', async () => {
  const client = await provider.deps.pool.connect()
  await client.query('BEGIN')
  await sendMail(provider.deps, mail, client)
  await client.query('ROLLBACK')
  client.release()
  expect(await deliver()).toBe(0)
})
