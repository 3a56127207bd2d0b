// Decides a batch of requests in order of arrival, each seeing what those before it wrote and only the keys that it
// declared itself, and folds their writes to one final state a key. Pure: no I/O, no clock.
import type { StoredRow } from './cells.ts'
import { rowOf } from './cells.ts'
import { demand, FinalFault } from './faults.ts'
import { demandId } from './identifiers.ts'
import { accountsOfHolds, declaresAccount, declaresRow, OperationWriter } from './operation.ts'
import type { Settled } from './operation.ts'
import type { Decided, Request, StoredOutcome } from './request.ts'
import { Slots } from './slots.ts'
import type { State } from './slots.ts'
import { holds } from './table.ts'
import type { Layout } from './table.ts'
import type { Account, Decision, Hold, Id, Instant, Json, Keys, Outcome, RowOf, Seen, Table } from './types.ts'

/** How often a request may ask for `more` in one transaction. */
const mostAsked = 4

/** Keys that nothing is known of yet. */
export type Missing = { readonly accounts: Set<Id>; readonly rows: Map<Layout, Set<Id>> }
export const nothingMissing = (missing: Missing): boolean => missing.accounts.size === 0 && missing.rows.size === 0

/** What the request that is being decided may look at. One object serves a whole batch. */
class BatchSeen implements Seen {
  private readonly slots: Slots
  reads: Keys = { accounts: [], rows: [] }

  constructor(slots: Slots) {
    this.slots = slots
  }
  account(id: Id): Account | undefined {
    if (!declaresAccount(this.reads, id))
      throw new FinalFault(`account ${id} was looked at without having been declared`)
    return this.slots.accounts.get(id)?.account ?? undefined
  }
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined {
    if (!declaresRow(this.reads, table.name, key))
      throw new FinalFault(`${table.name} ${key} was looked at without having been declared`)
    const row = this.slots.rows.get(table.name)?.get(key)?.row
    const layout = this.slots.layouts.get(table.name)
    return row && layout ? (rowOf(layout, row) as RowOf<T>) : undefined
  }
  hold(id: Id): Hold | undefined {
    return this.row(holds, id)
  }
  knowsAccount(id: Id): boolean {
    return declaresAccount(this.reads, id)
  }
  knowsRow(table: Table, key: Id): boolean {
    return declaresRow(this.reads, table.name, key)
  }
}

export class Batch {
  readonly slots: Slots
  readonly operations: Decided[] = []
  /** What to tell once the batch is committed: a rerun may decide otherwise. */
  readonly outcomes: [Request, Outcome<Json>][] = []
  readonly faults: [Request, unknown][] = []
  private readonly mine = new Map<Id, Decided>()
  private readonly seen: BatchSeen
  private readonly writer: OperationWriter
  private readonly state: State
  private base = 0n
  private at: Instant = 0n

  /** @param state What is known from before; the batch only reads it. */
  constructor(layouts: ReadonlyMap<string, Layout>, state: State) {
    this.slots = new Slots(layouts)
    this.seen = new BatchSeen(this.slots)
    this.writer = new OperationWriter(this.slots, state)
    this.state = state
  }

  /**
   * The head is held: what follows is decided.
   *
   * @param base The log's sequence before this batch.
   * @param at The instant of all its operations.
   */
  begin(base: bigint, at: Instant): void {
    this.base = base
    this.at = at
  }

  /** Takes what the requests declare out of `state`, and says what is not known there. */
  missing(requests: readonly Request[]): Missing {
    const missing: Missing = { accounts: new Set(), rows: new Map() }
    for (const { reads } of requests) {
      for (const id of reads.accounts) this.account(id, missing)
      for (const [table, key] of reads.rows) this.row(table, key, missing)
    }
    return missing
  }

  private account(id: Id, missing: Missing): void {
    if (this.slots.accounts.has(id)) return
    const known = this.state.account(id)
    if (known !== undefined) this.slots.learnAccount(id, known, false)
    else missing.accounts.add(id)
  }

  private row(table: Table, key: Id, missing: Missing): void {
    if (this.slots.rows.get(table.name)?.has(key)) return
    const layout = this.slots.layouts.get(table.name)
    if (!layout) return // Refused when it was submitted.
    const known = this.state.row(layout, key)
    if (known !== undefined) this.slots.learnRow(layout, key, known, false)
    else {
      const keys = missing.rows.get(layout)
      if (keys) keys.add(key)
      else missing.rows.set(layout, new Set([key]))
    }
  }

  learnAccount(id: Id, account: Account | null): void {
    this.slots.learnAccount(id, account, true)
  }
  learnRow(layout: Layout, key: Id, row: StoredRow | null): void {
    this.slots.learnRow(layout, key, row, true)
  }

  /** @returns The requests that asked for more; their `reads` have grown. */
  decide(requests: readonly Request[], stored: ReadonlyMap<Id, StoredOutcome>): Request[] {
    const more: Request[] = []
    for (const request of requests) {
      try {
        if (!this.answerAgain(request, stored.get(request.id)) && !this.decideOne(request)) more.push(request)
      } catch (error) {
        const fault =
          error instanceof FinalFault ? error : new FinalFault(`${request.decider.name} threw`, { cause: error })
        this.faults.push([request, fault])
      }
    }
    return more
  }

  /** P4: the same identifier and input give the first answer; another input is a conflict, which carries no facts. */
  private answerAgain(request: Request, stored: StoredOutcome | undefined): boolean {
    const twin = this.mine.get(request.id)
    const first = stored ?? (twin && { ...twin, fingerprint: twin.request.fingerprint, answer: twin.answerText })
    if (!first) return false
    const { kind, seq, at, answer, fingerprint } = first
    const same = fingerprint === request.fingerprint
    this.outcomes.push([request, same ? { kind, seq, at, answer: JSON.parse(answer) as Json } : { kind: 'conflict' }])
    return true
  }

  /** @returns Whether it was settled; if not, it wants to read more. */
  private decideOne(request: Request): boolean {
    this.seen.reads = request.reads
    const decision = request.decider.decide(request.input, this.seen, this.at)
    if (decision.kind === 'more') return this.ask(request, decision.reads)
    if (decision.kind === 'done' && decision.legs) {
      const accounts = accountsOfHolds(decision.legs, request, this.slots)
      if (accounts.length > 0) return this.ask(request, { accounts, rows: [] })
    }
    this.settle(request, decision)
    return true
  }

  private ask(request: Request, reads: Keys): false {
    demand(++request.asked <= mostAsked, `${request.decider.name} asked for more than ${mostAsked} times`)
    demandKeys(reads, this.slots.layouts)
    request.reads = {
      accounts: [...request.reads.accounts, ...reads.accounts],
      rows: [...request.reads.rows, ...reads.rows],
    }
    return false
  }

  private settle(request: Request, decision: Settled & Decision<Json>): void {
    const answerText = JSON.stringify(decision.answer) as string | undefined
    if (answerText === undefined) throw new FinalFault(`${request.decider.name} gave no answer`)
    const seq = this.base + BigInt(this.operations.length + 1)
    const applied = this.writer.apply(request, decision, seq, this.at)
    const { kind, answer } = decision
    const operation: Decided = { request, kind, seq, at: this.at, answer, answerText, ...applied }
    this.operations.push(operation)
    this.mine.set(request.id, operation)
    this.outcomes.push([request, { kind, seq, at: this.at, answer }])
  }
}

/** @throws {FinalFault} A key that is no identifier, or a table that is not registered. */
export function demandKeys(keys: Keys, layouts: ReadonlyMap<string, Layout>): void {
  for (const id of keys.accounts) demandId(id)
  for (const [table, key] of keys.rows) {
    if (layouts.get(table.name)?.table.columns !== table.columns)
      throw new FinalFault(`the table ${table.name} is not registered`)
    demandId(key)
  }
}
