import { accountAfter, memoryLedger } from '@farthing/ledger'
import { beforeEach, expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import { visitor } from '../platform/actor.ts'
import { keyOf } from '../platform/ids.ts'
import { openAccount } from './open.ts'
import { payers } from './tables.ts'

const account = keyOf('account')
const input = { account, user: keyOf('user'), timeZone: 'Europe/Berlin', currency: 'EUR' } as const

let ledger: ReturnType<typeof memoryLedger>
beforeEach(() => {
  ledger = memoryLedger({ tables: [payers] })
})

test('R8 R9 R33: an account opens with one empty wallet and one member', async () => {
  expect(await ledger.submit(openAccount, keyOf('op 1'), input, { actor: visitor })).toMatchObject({
    kind: 'done',
    answer: { account },
  })
  const bucket = boughtBucket(account, 'EUR')
  const seen = await ledger.look({ accounts: [bucket], rows: [[payers, account]] })
  expect(seen.row(payers, account)?.state).toEqual({
    status: 'open',
    members: [keyOf('user')],
    timeZone: 'Europe/Berlin',
    wallets: ['EUR'],
    grants: [],
    limits: [],
    welcomed: false,
  })
  expect(seen.account(bucket)).toEqual(accountAfter({ id: bucket, asset: 'EUR' }))
})

test('R8: an account that is there is not opened over it', async () => {
  await ledger.submit(openAccount, keyOf('op 1'), input, { actor: visitor })
  const again = await ledger.submit(
    openAccount,
    keyOf('op 2'),
    { ...input, user: keyOf('mallory') },
    { actor: visitor },
  )
  expect(again).toMatchObject({ kind: 'refused', answer: { code: 'conflict' } })
  const seen = await ledger.look({ accounts: [], rows: [[payers, account]] })
  expect(seen.row(payers, account)?.state.members).toEqual([keyOf('user')])
})
