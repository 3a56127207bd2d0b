// Decides a batch of requests in order of arrival, each seeing what those before it wrote, and folds their writes to one
// final state a key. Pure: no I/O, no clock.
import type { StoredRow } from './cells.ts'
import { OperationDraft } from './draft.ts'
import { demand, FinalFault } from './faults.ts'
import { demandId } from './identifiers.ts'
import type { Decided, Request, StoredOutcome } from './request.ts'
import { Slots } from './slots.ts'
import type { State } from './slots.ts'
import type { Layout } from './table.ts'
import type { Account, Decision, Id, Instant, Json, Keys, Outcome, Table } from './types.ts'

/** A rule that wants to know ever more would keep everybody waiting. */
const maxSuspensions = 1_000
/** So many surveys of a batch ask everyone; later ones at least so many, and more only where that was of use. */
const fullSurveys = 8
const minSurveyed = 16

/** Keys that nothing is known of yet. */
export type Missing = { readonly accounts: Set<Id>; readonly rows: Map<Layout, Set<Id>> }
export const nothingMissing = (missing: Missing): boolean => missing.accounts.size === 0 && missing.rows.size === 0
function countOf({ accounts, rows }: Missing): number {
  let count = accounts.size
  for (const keys of rows.values()) count += keys.size
  return count
}

export class Batch {
  readonly slots: Slots
  readonly operations: Decided[] = []
  /** What to tell once the batch is committed: a rerun may decide otherwise. */
  readonly outcomes: [Request, Outcome<Json>][] = []
  readonly faults: [Request, unknown][] = []
  private readonly mine = new Map<Id, Decided>()
  private readonly draft: OperationDraft
  private readonly state: State
  private base = 0n
  private at: Instant = 0n
  /** Those who lacked nothing when they were last surveyed: they are not surveyed again, for it takes a run. */
  private readonly complete = new Set<Request>()
  private surveys = 0
  /** How many the next survey asks: where each waits for what the one before it writes, asking everyone is in vain. */
  private maxSurveyed = Infinity

  /** @param state What is known from before; the batch only reads it. */
  constructor(layouts: ReadonlyMap<string, Layout>, state: State) {
    this.slots = new Slots(layouts)
    this.draft = new OperationDraft(this.slots, state)
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

  /** Takes what the requests want to be read beforehand out of `state`, and says what is not known there. */
  prefetch(requests: readonly Request[]): Missing {
    const missing: Missing = { accounts: new Set(), rows: new Map() }
    for (const { prefetch } of requests) for (const keys of prefetch) this.want(keys, missing)
    return missing
  }

  private want({ accounts, rows }: Partial<Keys>, missing: Missing): void {
    if (accounts) for (const id of accounts) this.account(id, missing)
    if (rows) for (const [table, key] of rows) this.row(table, key, missing)
  }

  private account(id: Id, missing: Missing): void {
    if (this.slots.accounts.has(id)) return
    const known = this.state.account(id)
    if (known !== undefined) this.slots.learnAccount(id, known, false)
    else missing.accounts.add(id)
  }

  private row(table: Table, key: Id, missing: Missing): void {
    const layout = this.slots.layouts.get(table.name)
    if (!layout || this.slots.row(layout, key)) return // A foreign table was refused when it was submitted.
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

  /**
   * Decides requests in their order, up to one that looks at what is not known: that one keeps its place, and those
   * behind it wait.
   *
   * @param from Where to begin among them.
   * @param stored What the log has of their identifiers.
   * @returns The place of the one that is suspended, or how many there are.
   */
  decide(requests: readonly Request[], from: number, stored: ReadonlyMap<Id, StoredOutcome>): number {
    for (let i = from; i < requests.length; i++) {
      const request = requests[i] as Request
      if (this.answerAgain(request, stored.get(request.id))) continue
      try {
        if (!this.decideOne(request)) return i
      } catch (error) {
        this.draft.drop()
        const fault =
          error instanceof FinalFault ? error : new FinalFault(`${request.decider.name} threw`, { cause: error })
        this.faults.push([request, fault])
      }
    }
    return requests.length
  }

  /** What the suspended request lacks, and what those behind it will lack, as far as that can be seen now. */
  survey(requests: readonly Request[], at: number, stored: ReadonlyMap<Id, StoredOutcome>): Missing {
    const missing: Missing = { accounts: new Set(), rows: new Map() }
    const suspended = requests[at] as Request
    // What those before it wrote has led it, and perhaps others, to keys that they did not look at when surveyed.
    if (this.complete.has(suspended)) this.complete.clear()
    this.gather(suspended)
    this.want(this.draft.missing, missing)
    const itsOwn = countOf(missing)
    let asked = 0
    for (let i = at + 1; i < requests.length && asked < this.maxSurveyed; i++) {
      const request = requests[i] as Request
      if (this.complete.has(request) || stored.has(request.id) || this.mine.has(request.id)) continue
      asked++
      this.gather(request)
      if (!this.draft.isSuspended) this.complete.add(request)
      this.want(this.draft.missing, missing)
    }
    this.draft.forgetMissing()
    if (++this.surveys >= fullSurveys) this.maxSurveyed = Math.max(minSurveyed, 4 * (countOf(missing) - itsOwn))
    return missing
  }

  /**
   * Runs a request to find out what it lacks. What it throws does not count: it is decided later, on what stands then.
   * Where `need` goes wrong, it is run once more without: no answer may depend on it.
   */
  private gather(request: Request): void {
    const { draft } = this
    for (const gathering of [true, false]) {
      try {
        const decision = this.run(request, gathering)
        draft.drop()
        if (decision.kind === 'refused' && decision.rows) draft.missRows(decision.rows)
        return
      } catch {
        draft.drop()
        if (draft.isSuspended) return
      }
    }
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

  private run(request: Request, gathering: boolean): Decision<Json> {
    this.draft.begin(request.decider.name, this.at, gathering)
    return request.decider.decide(request.input, this.draft, this.at)
  }

  /** @returns Whether it was settled; if not, it is suspended. */
  private decideOne(request: Request): boolean {
    if (this.settled(request)) return true
    demand(++request.suspensions <= maxSuspensions, `${request.decider.name} looks at ever more keys`)
    return false
  }

  private settled(request: Request): boolean {
    const { draft } = this
    try {
      const decision = this.run(request, false)
      if (!draft.isSuspended) {
        this.settle(request, decision)
        return true
      }
    } catch (error) {
      if (!draft.isSuspended) throw error
    }
    draft.drop()
    return false
  }

  private settle(request: Request, decision: Decision<Json>): void {
    const { draft } = this
    const answerText = JSON.stringify(decision.answer) as string | undefined
    if (answerText === undefined) throw new FinalFault(`${request.decider.name} gave no answer`)
    if (decision.kind === 'refused') {
      draft.drop()
      for (const { table, key, row } of decision.rows ?? []) draft.put(table, key, row)
      for (const event of decision.events ?? []) draft.record(event)
    }
    const seq = this.base + BigInt(this.operations.length + 1)
    const applied = draft.end(seq)
    const { kind, answer } = decision
    const operation: Decided = { request, kind, seq, at: this.at, answer, answerText, ...applied }
    this.operations.push(operation)
    this.mine.set(request.id, operation)
    this.outcomes.push([request, { kind, seq, at: this.at, answer }])
  }
}

/** @throws {FinalFault} A key that is no identifier, or a table that is not registered. */
export function demandKeys({ accounts, rows }: Partial<Keys>, layouts: ReadonlyMap<string, Layout>): void {
  if (accounts) for (const id of accounts) demandId(id)
  if (!rows) return
  for (const [table, key] of rows) {
    if (layouts.get(table.name)?.table.columns !== table.columns)
      throw new FinalFault(`the table ${table.name} is not registered`)
    demandId(key)
  }
}
