// Replays the whole log and holds the books to it. Shares no code with what wrote them.
import { FinalFault } from './faults.ts'
import { holds } from './table.ts'
import type { Account, Hold, Id, Ledger, Leg, NewAccount, Operation } from './types.ts'

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

/** What the log says: every account and every hold, worked out from its operations alone. */
export type Replayed = {
  readonly operations: bigint
  readonly accounts: ReadonlyMap<Id, Account>
  readonly holds: ReadonlyMap<Id, Hold>
  /** Where an operation broke a promise: the log has a gap, a hold was captured too late or too far. */
  readonly problems: readonly string[]
}

export type AssetReport = {
  readonly asset: string
  readonly accounts: number
  readonly debitsPosted: bigint
  readonly creditsPosted: bigint
  readonly debitsPending: bigint
  readonly creditsPending: bigint
}

export type BooksReport = {
  readonly balanced: boolean
  readonly operations: bigint
  readonly accounts: number
  readonly assets: readonly AssetReport[]
  readonly problems: readonly string[]
}

const pageLength = 1_000

class Replay {
  seq = 0n
  at = 0n
  readonly accounts = new Map<Id, Mutable<Account>>()
  readonly holds = new Map<Id, Mutable<Hold>>()
  readonly problems: string[] = []
  /** The accounts and holds of the operations since `touched` was cleared. */
  readonly touched = new Set<Id>()
  readonly touchedHolds = new Set<Id>()

  problem(seq: bigint, text: string): void {
    this.problems.push(`operation ${seq}: ${text}`)
  }

  apply(operation: Operation): void {
    const { seq, at } = operation
    if (seq !== this.seq + 1n) this.problem(seq, `follows ${this.seq}`)
    if (at < this.at) this.problem(seq, 'is earlier than the one before it')
    if (operation.kind === 'refused' && operation.legs.length > 0)
      this.problem(seq, 'was refused, and moves money (P9)')
    if (!operation.actor.kind) this.problem(seq, 'has no actor')
    if (operation.legs.length > 0 && operation.events.length === 0)
      this.problem(seq, 'moves money, and no event says why')
    this.seq = seq
    this.at = at
    for (const account of operation.opens) this.open(seq, account)
    for (const { account: id, floor, ceiling } of operation.bounds) {
      const account = this.account(seq, id)
      if (account && floor !== undefined) account.floor = floor
      if (account && ceiling !== undefined) account.ceiling = ceiling
    }
    const before = new Map<Id, Account>()
    for (const leg of operation.legs) this.leg(operation, leg, before)
    this.number(before)
  }

  private open(seq: bigint, { id, asset, floor, ceiling, history }: Required<NewAccount>): void {
    if (this.accounts.has(id)) this.problem(seq, `opens the account ${id} again`)
    const counters = { debitsPending: 0n, debitsPosted: 0n, creditsPending: 0n, creditsPosted: 0n, entries: 0n }
    this.accounts.set(id, { id, asset, floor, ceiling, ...counters, history })
    this.touched.add(id)
  }

  private account(seq: bigint, id: Id): Mutable<Account> | undefined {
    const account = this.accounts.get(id)
    if (!account) this.problem(seq, `moves the account ${id}, which was never opened`)
    this.touched.add(id)
    return account
  }

  private leg({ seq, at }: Operation, leg: Leg, before: Map<Id, Account>): void {
    const hold = leg.kind === 'post' ? undefined : leg.kind === 'pend' ? this.pend(seq, leg) : this.holds.get(leg.hold)
    if (leg.kind !== 'post') this.touchedHolds.add(leg.hold)
    const pair = leg.kind === 'post' ? leg : hold
    if (!pair) return this.problem(seq, 'ends a hold that was never made')
    const [debit, credit] = [this.account(seq, pair.debit), this.account(seq, pair.credit)]
    if (!debit || !credit) return
    for (const each of [debit, credit]) if (!before.has(each.id)) before.set(each.id, { ...each })
    if (debit.asset !== credit.asset) this.problem(seq, `moves ${debit.asset} to ${credit.asset} (P1)`)
    if (leg.kind === 'post') return postTo(debit, credit, leg.micros)
    if (!hold) return
    if (leg.kind === 'pend') return pendOn(debit, credit, leg.micros)
    if (hold.state !== 'open') this.problem(seq, `ends the hold ${leg.hold} twice (P5)`)
    const left = hold.micros - hold.captured
    if (leg.kind !== 'capture') {
      if (leg.kind === 'expire' && at < hold.expiresAt) this.problem(seq, `expires the hold ${leg.hold} too early (P5)`)
      hold.state = leg.kind === 'void' ? 'voided' : 'expired'
      return pendOn(debit, credit, -left)
    }
    if (at >= hold.expiresAt) this.problem(seq, `captures the hold ${leg.hold} too late (P5)`)
    if (leg.micros > left) this.problem(seq, `captures more of the hold ${leg.hold} than was held (P5)`)
    const ends = leg.final || leg.micros === left
    hold.captured += leg.micros
    if (ends) hold.state = 'captured'
    pendOn(debit, credit, ends ? -left : -leg.micros)
    postTo(debit, credit, leg.micros)
  }

  private pend(seq: bigint, leg: Extract<Leg, { kind: 'pend' }>): Mutable<Hold> {
    const { holdKind: kind, debit, credit, micros, expiresAt } = leg
    if (this.holds.has(leg.hold)) this.problem(seq, `makes the hold ${leg.hold} again (P5)`)
    const hold: Mutable<Hold> = { kind, debit, credit, micros, captured: 0n, expiresAt, state: 'open' }
    this.holds.set(leg.hold, hold)
    return hold
  }

  private number(before: ReadonlyMap<Id, Account>): void {
    for (const [id, old] of before) {
      const account = this.accounts.get(id)
      if (!account?.history) continue
      const moved = balanceOf(account) !== balanceOf(old) || account.debitsPending !== old.debitsPending
      if (moved) account.entries += 1n
    }
  }
}

const balanceOf = (account: Account): bigint => account.creditsPosted - account.debitsPosted

function postTo(debit: Mutable<Account>, credit: Mutable<Account>, micros: bigint): void {
  debit.debitsPosted += micros
  credit.creditsPosted += micros
}
function pendOn(debit: Mutable<Account>, credit: Mutable<Account>, micros: bigint): void {
  debit.debitsPending += micros
  credit.creditsPending += micros
}

async function readOn(ledger: Ledger, replay: Replay): Promise<void> {
  for (;;) {
    const operations = await ledger.log({ after: replay.seq, limit: pageLength })
    for (const operation of operations) replay.apply(operation)
    if (operations.length < pageLength) return
  }
}

/** Works out every account and hold from the log alone (P10). */
export async function replay(ledger: Ledger): Promise<Replayed> {
  const state = new Replay()
  await readOn(ledger, state)
  return { operations: state.seq, accounts: state.accounts, holds: state.holds, problems: state.problems }
}

/**
 * Reads the whole log and compares what it says with the books: conservation (P1), holds (P5), entries and running
 * balances (P6), equal counters (P10). It may run while others write: what moves meanwhile is compared again.
 */
export async function checkBooks(ledger: Ledger): Promise<BooksReport> {
  const state = new Replay()
  await readOn(ledger, state)
  const problems = new Map<string, string[]>()
  for (let round = 0; state.touched.size + state.touchedHolds.size > 0; round++) {
    if (round > 100) throw new FinalFault('the books move too fast to be compared')
    const [accounts, openHolds] = [[...state.touched], [...state.touchedHolds]]
    state.touched.clear()
    state.touchedHolds.clear()
    for (const page of pagesOf(accounts)) await compareAccounts(ledger, state, page, problems)
    for (const page of pagesOf(openHolds)) await compareHolds(ledger, state, page, problems)
    await readOn(ledger, state) // Whatever has moved since is in `touched` again.
  }
  for (const account of state.accounts.values())
    problems.set(`entries ${account.id}`, await checkEntries(ledger, account))
  const assets = assetsOf(state.accounts.values())
  const all = [...state.problems, ...[...problems.values()].flat(), ...assets.flatMap(unbalanced)]
  return { balanced: all.length === 0, operations: state.seq, accounts: state.accounts.size, assets, problems: all }
}

function* pagesOf(ids: readonly Id[]): Generator<readonly Id[]> {
  for (let i = 0; i < ids.length; i += pageLength) yield ids.slice(i, i + pageLength)
}

const counters = [
  'floor',
  'ceiling',
  'debitsPending',
  'debitsPosted',
  'creditsPending',
  'creditsPosted',
  'entries',
] as const
const holdFields = ['kind', 'debit', 'credit', 'micros', 'captured', 'expiresAt', 'state'] as const

async function compareAccounts(
  ledger: Ledger,
  state: Replay,
  page: readonly Id[],
  problems: Map<string, string[]>,
): Promise<void> {
  const seen = await ledger.look({ accounts: page, rows: [] }, { fresh: true })
  for (const id of page) {
    const [kept, worked] = [seen.account(id) as Account | undefined, state.accounts.get(id)]
    const found = !kept || !worked ? ['existence' as const] : counters.filter((name) => kept[name] !== worked[name])
    problems.set(
      `account ${id}`,
      found.map((name) => `account ${id}: ${name} is not what the log says (P10)`),
    )
  }
}

async function compareHolds(
  ledger: Ledger,
  state: Replay,
  page: readonly Id[],
  problems: Map<string, string[]>,
): Promise<void> {
  const seen = await ledger.look({ accounts: [], rows: page.map((id) => [holds, id]) }, { fresh: true })
  for (const id of page) {
    const [kept, worked] = [seen.hold(id), state.holds.get(id)]
    const found = !kept || !worked ? ['existence' as const] : holdFields.filter((name) => kept[name] !== worked[name])
    problems.set(
      `hold ${id}`,
      found.map((name) => `hold ${id}: ${name} is not what the log says (P5)`),
    )
  }
}

/** Numbers without gaps, and a balance that is the sum of what was posted (P6). */
async function checkEntries(ledger: Ledger, account: Account): Promise<string[]> {
  let [number, balance, held] = [0n, 0n, 0n]
  for (;;) {
    const entries = await ledger.entries(account.id, { after: number, to: account.entries, limit: pageLength })
    for (const entry of entries) {
      balance += entry.posted
      held += entry.held
      if (entry.number !== ++number) return [`account ${account.id}: entry ${number} is missing (P6)`]
      if (entry.balance !== balance) return [`account ${account.id}: entry ${number} does not add up (P6)`]
    }
    if (entries.length < pageLength) break
  }
  if (number !== account.entries) return [`account ${account.id}: has ${number} entries of ${account.entries} (P6)`]
  const sums = !account.history || (balance === balanceOf(account) && held === account.debitsPending)
  return sums ? [] : [`account ${account.id}: its balance is not the sum of its entries (P6)`]
}

function assetsOf(accounts: Iterable<Account>): AssetReport[] {
  const assets = new Map<string, Mutable<AssetReport>>()
  for (const account of accounts) {
    const zero = { accounts: 0, debitsPosted: 0n, creditsPosted: 0n, debitsPending: 0n, creditsPending: 0n }
    const sum = assets.get(account.asset) ?? { asset: account.asset, ...zero }
    assets.set(account.asset, sum)
    sum.accounts++
    sum.debitsPosted += account.debitsPosted
    sum.creditsPosted += account.creditsPosted
    sum.debitsPending += account.debitsPending
    sum.creditsPending += account.creditsPending
  }
  return [...assets.values()].sort((a, b) => (a.asset < b.asset ? -1 : 1))
}

function unbalanced({ asset, debitsPosted, creditsPosted, debitsPending, creditsPending }: AssetReport): string[] {
  const problems = []
  if (debitsPosted !== creditsPosted) problems.push(`${asset}: posted debits and credits differ (P1)`)
  if (debitsPending !== creditsPending) problems.push(`${asset}: pending debits and credits differ (P1)`)
  return problems
}
