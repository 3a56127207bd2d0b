// What the auditor says of operations that nobody asked for, and of money that moved for no reason. The ledger writes no
// such rows: they are forged here.
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { checkBooks, done, postgresLedger } from '../index.ts'
import type { Id, PostgresLedger } from '../index.ts'
import { by, newId, note, openBank, pay, rule, tables } from '../testing/bank.ts'
import { testDatabase } from '../testing/database.ts'
import type { TestDatabase } from '../testing/database.ts'

let database: TestDatabase
let ledger: PostgresLedger
beforeAll(async () => {
  database = await testDatabase(tables)
  ledger = postgresLedger({ connect: database.url, tables })
})
afterEach(async () => {
  await database.eyes.query(`UPDATE ledger_operations SET actor = '${JSON.stringify(by.actor)}'`)
})
afterAll(async () => {
  await ledger.close()
  await database.drop()
})

/** Writes over a column of one operation, as the ledger never does. */
const forge = async (id: Id, column: 'actor' | 'events', value: string | Buffer): Promise<void> => {
  const { rowCount } = await database.eyes.query(`UPDATE ledger_operations SET ${column} = $1 WHERE id = $2`, [
    value,
    Buffer.from(id, 'hex'),
  ])
  expect(rowCount).toBe(1)
}
const seqOf = async (id: Id): Promise<bigint> => (await ledger.operation(id))?.seq ?? 0n

describe('the auditor names', () => {
  it.each(['{}', '{"kind":""}', '{"id":"00000000000000000000000000000001"}'])(
    'an operation whose actor is %s',
    async (actor) => {
      const id = newId()
      await ledger.submit(note, id, { key: newId(), owner: newId(), words: 'whose?' }, by)
      expect((await checkBooks(ledger)).problems).toEqual([])
      await forge(id, 'actor', actor)
      const report = await checkBooks(ledger)
      expect(report).toMatchObject({ balanced: false, problems: [`operation ${await seqOf(id)}: has no actor`] })
    },
  )

  it('money that moved without an event, and not what moved none', async () => {
    const { world, payers } = await openBank(ledger, 100n)
    const [paid, looked] = [newId(), newId()]
    await ledger.submit(pay, paid, { from: payers[0] as Id, to: world, micros: 1n }, by)
    await ledger.submit(
      rule('look', () => done(null)),
      looked,
      null,
      by,
    )
    const { events } = (await ledger.operation(paid)) ?? {}
    expect((await checkBooks(ledger)).problems).toEqual([])
    await forge(paid, 'events', Buffer.from('[]'))
    expect((await checkBooks(ledger)).problems).toEqual([
      `operation ${await seqOf(paid)}: moves money, and no event says why`,
    ])
    await forge(paid, 'events', Buffer.from(JSON.stringify(events)))
    expect((await checkBooks(ledger)).problems).toEqual([])
  })
})
