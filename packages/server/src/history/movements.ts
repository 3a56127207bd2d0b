// Every movement of an account's wallets, newest first, with a running balance.
import type { Account, Id } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { assetCurrency, assetOf, boughtBucket, debtAccount } from '../chart/index.ts'
import { grantBucket, grantsOf } from '../incentive/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { readCursor, writeCursor } from '../platform/http/cursors.ts'
import type { Currency, Micros } from '../platform/money.ts'
import { currencyCodes, isCurrency } from '../platform/money.ts'
import type { Described } from './describe.ts'
import { describe } from './describe.ts'
import type { Moved, Reading } from './store.ts'
import { entriesBefore, operationsAt } from './store.ts'

/** One operation's effect on one currency: what is free to spend changed by `micros`. */
export type MovementRow = Described & {
  readonly currency: Currency
  readonly micros: Micros
  /** Free to spend of that currency afterwards. */
  readonly balanceMicros: Micros
  /** Where a page goes on after this row; `null` within an operation, which stands on one page. */
  readonly after: string | null
}

export type HistoryFilter = {
  /** One of these. */
  readonly kinds?: readonly string[] | undefined
  readonly text?: string | undefined
}
type Balances = Map<Currency, Micros>

const batch = 200
/** How many batches of the log one page may read: a filter that matches nothing must come to an end. */
const maxRounds = 10
const noLimit = 2n ** 62n

/**
 * A page of movements, told in the language of `t`.
 *
 * @param cursor As the page before gave it.
 * @throws {Problem} invalid_request (cursor)
 */
export async function movementsOf(
  deps: Deps,
  payer: Id,
  page: HistoryFilter & { readonly cursor?: string | undefined; readonly limit: number },
  t: Say,
): Promise<{ readonly rows: MovementRow[]; readonly next: string | null }> {
  const begin = page.cursor === undefined ? undefined : fromCursor(page.cursor)
  const accounts = await accountsOf(deps, payer)
  const seen = await deps.ledger.look({ accounts: [...accounts], rows: [] })
  const found = [...accounts].map((id) => seen.account(id)).filter((account) => account !== undefined)
  // The first page reads the entries that its balances have counted; a later page reads what lies before its cursor.
  const readings = found.map((each): Reading => ({
    account: each.id,
    upTo: begin === undefined ? each.entries : noLimit,
  }))
  const currencies = new Map(found.map((each) => [each.id, assetCurrency(each.asset)]))
  const balances = begin?.balances ?? balancesOf(found)
  const rows: MovementRow[] = []
  let before = begin?.before ?? noLimit
  for (let round = 0; round < maxRounds; round++) {
    const { steps, isLast } = await readSteps(deps, readings, currencies, before)
    const moving = new Set(steps.flatMap(({ seq, micros }) => (micros === 0n ? [] : [seq])))
    const described = await describe(deps, payer, await operationsAt(deps, [...moving]), t)
    for (const [i, { seq, currency, micros }] of steps.entries()) {
      const balanceMicros = balances.get(currency) ?? 0n
      balances.set(currency, balanceMicros - micros)
      before = seq
      const what = described.get(seq)
      const isWhole = steps[i + 1]?.seq !== seq // An operation's currencies stand on one page.
      if (micros !== 0n && what !== undefined && matches(what, page))
        rows.push({ ...what, currency, micros, balanceMicros, after: isWhole ? toCursor(before, balances) : null })
      const isEnd = isLast && i === steps.length - 1
      if (rows.length >= page.limit && isWhole && !isEnd) return { rows, next: toCursor(before, balances) }
    }
    if (isLast) return { rows, next: null }
  }
  return { rows, next: toCursor(before, balances) }
}

/**
 * The accounts whose movements a payer sees: of real money, wallets and grants, ended ones too, and the debt of each
 * currency. A debt stands below zero, so that the balance is what Home says: what is there, less what is owed.
 */
async function accountsOf(deps: Deps, payer: Id): Promise<Set<Id>> {
  const state: PayerState | undefined = (await deps.ledger.look({ accounts: [], rows: [[payers, payer]] })).row(
    payers,
    payer,
  )?.state
  const grants = await grantsOf(deps, payer)
  return new Set([
    ...(state?.wallets ?? [])
      .map((currency) => assetOf(currency, 'live'))
      .flatMap((asset) => [boughtBucket(payer, asset), debtAccount(payer, asset)]),
    ...grants.map((grant) => grantBucket(grant.id, grant.asset)),
  ])
}

type Step = { readonly seq: bigint; readonly currency: Currency; micros: Micros }

/** Entries before a sequence of the log, one step for each operation and currency; only whole operations. */
async function readSteps(
  deps: Deps,
  readings: readonly Reading[],
  currencies: ReadonlyMap<Id, Currency>,
  before: bigint,
): Promise<{ steps: Step[]; isLast: boolean }> {
  const moved = await entriesBefore(deps, readings, before, batch)
  const isLast = moved.length < batch
  // The oldest operation may have entries beyond this batch: it is read again with the next.
  const oldest = moved.at(-1)?.seq
  const steps = new Map<string, Step>()
  for (const each of isLast ? moved : moved.filter(({ seq }) => seq !== oldest)) addStep(steps, each, currencies)
  return { steps: [...steps.values()], isLast }
}

function addStep(steps: Map<string, Step>, moved: Moved, currencies: ReadonlyMap<Id, Currency>): void {
  const currency = currencies.get(moved.account)
  if (currency === undefined) throw new Error(`account ${moved.account} was not asked for`)
  const key = `${moved.seq} ${currency}`
  const step = steps.get(key) ?? { seq: moved.seq, currency, micros: 0n }
  step.micros += moved.posted - moved.held
  steps.set(key, step)
}

function balancesOf(accounts: readonly Account[]): Balances {
  const balances: Balances = new Map()
  for (const account of accounts) {
    const currency = assetCurrency(account.asset)
    balances.set(currency, (balances.get(currency) ?? 0n) + available(account))
  }
  return balances
}

function matches(what: Described, filter: HistoryFilter): boolean {
  if (filter.kinds !== undefined && !filter.kinds.includes(what.kind)) return false
  if (filter.text === undefined) return true
  const wanted = filter.text.toLocaleLowerCase()
  return `${what.title}\n${what.vendor?.name ?? ''}`.toLocaleLowerCase().includes(wanted)
}

// A page's cursor carries the balances at its end, so that the next page need not add up what stands above it.
function toCursor(before: bigint, balances: Balances): string {
  const parts = [...balances].map(([currency, micros]) => `${currency}:${micros}`)
  return writeCursor(`${before}.${parts.join(',')}`)
}

const balance = `(?:${currencyCodes.join('|')}):-?\\d{1,18}`
const cursorForm = new RegExp(`^(\\d{1,18})\\.(|${balance}(?:,${balance})*)$`)

function fromCursor(text: string): { before: bigint; balances: Balances } {
  const [before = '', parts = ''] = readCursor(text, cursorForm)
  const balances: Balances = new Map()
  for (const part of parts === '' ? [] : parts.split(',')) {
    const [currency = '', micros = ''] = part.split(':')
    if (isCurrency(currency)) balances.set(currency, BigInt(micros))
  }
  return { before: BigInt(before), balances }
}
