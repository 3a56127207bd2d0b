// A database that does not answer: every wait ends, and what is said of it is true.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { checkBooks, postgresLedger, RetryableFault, UnknownOutcome } from '../index.ts'
import type { Operation, PostgresLedger, PostgresLedgerOptions } from '../index.ts'
import { by, newId, note, tables } from '../testing/bank.ts'
import { meddledWith, testDatabase } from '../testing/database.ts'
import type { TestDatabase } from '../testing/database.ts'

let database: TestDatabase
const opened: PostgresLedger[] = []
beforeAll(async () => {
  database = await testDatabase(tables)
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((ledger) => ledger.close()))
  const auditor = postgresLedger({ connect: database.url, tables })
  expect((await checkBooks(auditor)).problems).toEqual([])
  await auditor.close()
})
afterAll(() => database.drop())

/** A ledger whose statement of that name gets no answer until `heal` is called. */
function stalledAt(name: string, options: Partial<PostgresLedgerOptions> = {}) {
  const healed = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const connect = () =>
    meddledWith(database.url, {
      before(statement) {
        if (statement !== name) return
        reached.resolve()
        return healed.promise
      },
    })
  const bounds = { answerMillis: 300, replyMillis: 600, patienceMillis: 200, stalledMillis: 500 }
  const ledger = postgresLedger({ connect, tables, backoffMillis: 1, pollMillis: 20, ...bounds, ...options })
  opened.push(ledger)
  return { ledger, reached: reached.promise, heal: healed.resolve }
}
const input = () => ({ key: newId(), owner: newId(), words: 'x' })

it('P8 P12: what was not decided in time is said not to be written, and is not written later', async () => {
  const { ledger, reached, heal } = stalledAt('ledger_head')
  const ids = [newId(), newId(), newId()]
  const first = ledger.submit(note, ids[0] ?? '', input(), by)
  first.catch(() => undefined)
  await reached
  const others = ids.slice(1).map((id) => ledger.submit(note, id, input(), by))
  const began = performance.now()
  const faults = (await Promise.allSettled([first, ...others])).map((each) =>
    each.status === 'rejected' ? (each.reason as unknown) : each.value,
  )
  expect(performance.now() - began).toBeLessThan(2_000)
  for (const fault of faults) expect(fault).toBeInstanceOf(RetryableFault)
  heal()
  expect(await ledger.submit(note, newId(), input(), by)).toMatchObject({ kind: 'done' })
  for (const id of ids) expect(await ledger.operation(id)).toBeUndefined()
})

it('P4 P8: where COMMIT is not answered in time its outcome is unknown, and asking again tells', async () => {
  const { ledger, heal } = stalledAt('ledger_commit')
  const [id, made] = [newId(), input()]
  const began = performance.now()
  await expect(ledger.submit(note, id, made, by)).rejects.toBeInstanceOf(UnknownOutcome)
  expect(performance.now() - began).toBeLessThan(2_000)
  heal()
  const told = await ledger.submit(note, id, made, by)
  expect(told).toMatchObject({ kind: 'done', answer: { count: '1' } })
  expect(await ledger.submit(note, id, made, by)).toEqual(told)
})

it('a look and the clock end as well, and answer again afterwards', async () => {
  const { ledger, heal } = stalledAt('ledger_head_seq', { replyMillis: 200 })
  const began = performance.now()
  const never = ledger.follow({ name: 'nobody', handle: () => Promise.resolve() })
  const other = stalledAt('ledger_read_log', { replyMillis: 200 })
  await expect(other.ledger.log({ after: 0n, limit: 1 })).rejects.toBeInstanceOf(RetryableFault)
  expect(performance.now() - began).toBeLessThan(2_000)
  heal()
  other.heal()
  expect(await other.ledger.log({ after: 0n, limit: 1 })).toHaveLength(1)
  await never()
})

it('P12: a follower that waits for what does not come is asked again, and sees each operation once', async () => {
  const hung = new Promise<never>(() => undefined)
  const seen: Operation[] = []
  const ended = Promise.withResolvers<void>()
  let asked = 0
  const ledger = postgresLedger({ connect: database.url, tables, backoffMillis: 1, pollMillis: 20, handleMillis: 100 })
  opened.push(ledger)
  const id = newId()
  const stop = ledger.follow({
    name: `hangs-${id}`,
    async handle(operations) {
      if (++asked === 1) await hung
      seen.push(...operations)
      if (seen.some((each) => each.id === id)) ended.resolve()
    },
  })
  await ledger.submit(note, id, input(), by)
  await ended.promise
  await stop()
  expect(asked).toBeGreaterThan(1)
  expect(seen.map(({ seq }) => seq)).toEqual(seen.map((_, i) => BigInt(i + 1)))
})
