// A server that is killed in the middle of a job: another takes the job when the lease is over, once.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openProvider } from '../../provider.ts'
import type { Provider } from '../../provider.ts'
import { aServerProcess } from '../../purchase/process-fixtures.ts'
import { seconds, systemClock } from '../clock.ts'
import { readConfig } from '../config.ts'
import { deliverMail, sendMail } from '../mail.ts'
import { freshDatabase } from '../testing.ts'
import { listWork } from './list.ts'
import { runDue } from './runner.ts'
import { serverStopped } from './store.ts'

let accepts = false
const handedOver = Promise.withResolvers<void>()
let accepted = 0
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  logger: false,
  onData(stream, _session, done) {
    stream.resume()
    stream.on('end', () => {
      if (!accepts) return handedOver.resolve() // And says nothing more.
      accepted++
      done()
    })
  },
})

let database: Awaited<ReturnType<typeof freshDatabase>>
let later: Provider
/** How far the clock of the server in this process is ahead. */
let ahead = 0n
beforeAll(async () => {
  await once(smtp.listen(0, '127.0.0.1'), 'listening')
  database = await freshDatabase()
  const clock = { now: () => systemClock.now() + ahead }
  later = await openProvider(readConfig({ DATABASE_URL: database.url, FARTHING_LOG_LEVEL: 'silent', ...settings() }), {
    clock,
    ledgerClock: clock,
  })
})
afterAll(async () => {
  await later.close()
  await database.drop()
  await new Promise<void>((resolve) => smtp.close(resolve))
})
const settings = () => ({
  FARTHING_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
})

test('P8: a job whose server is killed is run by another after its lease, once', { timeout: 60_000 }, async () => {
  const server = await aServerProcess(database.url, settings())
  try {
    await sendMail(later.deps, { to: 'ada@example.org', subject: 'Hello', text: 'Hello' })
    await handedOver.promise
  } finally {
    await server.kill()
  }
  accepts = true
  expect(await runDue(later.deps, [deliverMail])).toBe(0)
  ahead = seconds(60)
  expect(await Promise.all([0, 1, 2].map(() => runDue(later.deps, [deliverMail])))).toContain(1)
  expect(accepted).toBe(1)
  const jobs = (await listWork(later.deps, later.deps.clock.now(), 100)).filter(({ name }) => name === 'mail')
  expect(jobs).toMatchObject([{ status: 'done', tries: 2, lastError: serverStopped }])
})
