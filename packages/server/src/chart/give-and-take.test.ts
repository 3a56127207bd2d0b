import type { Draft, Id } from '@farthing/ledger'
import { balanceOf, defineMovement, facts, memoryLedger } from '@farthing/ledger'
import { expect, test } from 'vitest'
import { boughtBucket, debtAccount, receivable } from './accounts.ts'
import { giveToPayee, giveToPayer, Pool, takeFromPayee, vendorPayee } from './give-and-take.ts'

const [payer, vendor, source] = ['aa', 'bb', 'cc'].map((name) => `00000000000070008000${name.repeat(3)}000000`) as [
  Id,
  Id,
  Id,
]
const asset = 'USD'
const bucket = boughtBucket(payer, asset)
const debt = debtAccount(payer, asset)
const owes = receivable(vendor, asset)
const payee = vendorPayee(vendor, asset)
const moved = defineMovement('test.moved', facts<null>())

/** Runs `work` with 1,000 under way, and gives the balances of accounts afterwards. */
const after = (accounts: readonly Id[], work: (draft: Draft, pool: Pool) => void): Promise<bigint[]> =>
  memoryLedger({ tables: [] }).preview((draft) => {
    for (const id of [source, bucket]) draft.openIfAbsent({ id, asset, floor: null })
    const pool = new Pool(draft.record(moved.of(null)))
    pool.add(source, 1_000n)
    work(draft, pool)
    return accounts.map((id) => {
      const account = draft.account(id)
      return account === undefined ? 0n : balanceOf(account)
    })
  })

/** Somebody owes: an account below zero by it. */
function owing(draft: Draft, account: Id, micros: bigint): void {
  draft.open({ id: account, asset, floor: null, ceiling: 0n })
  draft.record(moved.of(null)).post(account, source, micros)
}

test('what is given to a payer twice in one decision repays what is owed once', async () => {
  const found = await after([debt, bucket], (draft, pool) => {
    owing(draft, debt, 300n)
    for (const micros of [200n, 200n, 600n]) giveToPayer({ draft, pool, asset }, payer, bucket, micros)
    pool.end()
  })
  expect(found).toEqual([0n, 700n])
})

test('what is given to a payee twice in one decision fills what they owe once', async () => {
  const found = await after([owes, payee.payable], (draft, pool) => {
    owing(draft, owes, 999n)
    for (const micros of [998n, 2n]) giveToPayee({ draft, pool, asset }, payee, micros)
    pool.end()
  })
  expect(found).toEqual([0n, 1n])
})

test('a payee gives what is free of theirs, and owes the rest; what is held for somebody else is not free', async () => {
  const found = await after([payee.payable, owes, bucket], (draft, pool) => {
    giveToPayee({ draft, pool, asset }, payee, 1_000n)
    const expiresAt = 1_000_000n
    const moves = draft.record(moved.of(null))
    moves.pend({ hold: vendor, holdKind: 'test', debit: payee.payable, credit: source, micros: 400n, expiresAt })
    const back = new Pool(moves)
    takeFromPayee({ draft, pool: back, asset }, payee, 700n)
    giveToPayer({ draft, pool: back, asset }, payer, bucket, 700n)
    back.end()
  })
  expect(found).toEqual([400n, -100n, 700n])
})

test('money that nobody gave or takes breaks an invariant', async () => {
  await expect(after([], (_, pool) => pool.give(bucket, 1_001n))).rejects.toThrow('more is given than was taken')
  await expect(after([], (_, pool) => pool.end())).rejects.toThrow('more was taken than is given')
})
