import { checkBooks } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { boughtBucket } from '../chart/index.ts'
import type { TestUser } from '../identity/fixtures.ts'
import type { TestVendor } from '../vendor/fixtures.ts'
import { aVendor } from '../vendor/fixtures.ts'
import { aBuyer, approvalForm, purchaseBody } from './http-fixtures.ts'
import type { ServerProcess } from './process-fixtures.ts'
import { aDatabase, aServerProcess, postForm, postJson } from './process-fixtures.ts'

let database: Awaited<ReturnType<typeof aDatabase>>
let servers: ServerProcess[]
beforeAll(async () => {
  database = await aDatabase()
  servers = await Promise.all([aServerProcess(database.url), aServerProcess(database.url)])
})
afterAll(async () => {
  await Promise.all(servers.map((server) => server.kill()))
  await database.close()
})

const [payers, rounds, atOnce] = [20, 50, 20]
const wholeBalance = 1_000_000n

test(
  'T1: of twenty purchases of a whole balance at once exactly one wins, a thousand times, across two server processes',
  { timeout: 600_000 },
  async () => {
    const { provider } = database
    const world = { deps: provider.deps, inject: provider.app.inject.bind(provider.app) }
    const vendor = await aVendor(world)
    const wins = await Promise.all(
      Array.from({ length: payers }, async () => race(vendor, await aBuyer(world, { micros: wholeBalance }))),
    )
    expect(wins.flat()).toEqual(Array.from({ length: payers * rounds }, () => 1))
    const books = await checkBooks(provider.deps.ledger)
    expect(books.problems).toEqual([])
  },
)

/** How many of each round's attempts went through. */
async function race(vendor: TestVendor, payer: TestUser): Promise<number[]> {
  const { provider } = database
  const item = { sku: payer.email, title: 'All of it', kind: 'goods', price: { amount: '1', currency: 'USD' } }
  const order = async (i: number) => {
    const { origin } = serverOf(i)
    const answer = await postJson(
      `${origin}/v1/purchases`,
      vendor.secret,
      `${payer.email} ${i}`,
      purchaseBody({ item }),
    )
    if (answer.status !== 201) throw new Error(answer.text)
    return (JSON.parse(answer.text) as { id: string }).id
  }
  // One that is refused stays open, and races again in the next round.
  const open = await Promise.all(Array.from({ length: atOnce }, (_, i) => order(i)))
  const { quote } = await approvalForm(
    { deps: provider.deps, inject: provider.app.inject.bind(provider.app) },
    payer,
    open[0] ?? '',
  )
  const wins: number[] = []
  for (let round = 0; round < rounds; round++) {
    const answers = await Promise.all(
      open.map((id, i) =>
        postForm(`${serverOf(i).origin}/c/${id}/approve`, payer.headers, { attempt: `round-${round}-${i}`, quote }),
      ),
    )
    const won = open.filter((_, i) => answers[i]?.status === 303)
    expect(answers.map((answer) => answer.status).filter((status) => status !== 303 && status !== 402)).toEqual([])
    wins.push(won.length)
    expect(await balanceOf(payer)).toBe(wholeBalance - wholeBalance * BigInt(won.length))
    for (const id of won) {
      const refund = await postJson(
        `${serverOf(round).origin}/v1/purchases/${id}/refund`,
        vendor.secret,
        `refund ${id}`,
        {},
      )
      if (refund.status !== 200) throw new Error(refund.text)
      open[open.indexOf(id)] = await order(atOnce + round)
    }
  }
  return wins
}

function serverOf(i: number): ServerProcess {
  const server = servers[i % 2]
  if (server === undefined) throw new Error('there are two servers')
  return server
}

async function balanceOf({ account }: TestUser): Promise<bigint> {
  const bucket = boughtBucket(account, 'USD')
  const { rows } = await database.provider.deps.pool.query<{ balance: bigint }>(
    'SELECT credits_posted - debits_posted AS balance FROM ledger_accounts WHERE id = $1',
    [Buffer.from(bucket, 'hex')],
  )
  return rows[0]?.balance ?? 0n
}
