// The state of a ledger in memory, whole.
import { toRow } from '../cells.ts'
import type { StoredRow } from '../cells.ts'
import type { Batch } from '../batch.ts'
import type { Decided, StoredOutcome } from '../request.ts'
import type { State } from '../slots.ts'
import type { Layout } from '../table.ts'
import type { Account, Actor, Entry, Id, Instant, Json, LogEvent, Operation } from '../types.ts'

export class Books implements State {
  readonly accounts = new Map<Id, Account>()
  readonly rows = new Map<Layout, Map<Id, StoredRow>>()
  readonly log: Operation[] = []
  readonly outcomes = new Map<Id, StoredOutcome>()
  readonly entries = new Map<Id, Entry[]>()
  at: Instant = 0n

  account(id: Id): Account | null {
    return this.accounts.get(id) ?? null
  }
  row(layout: Layout, key: Id): StoredRow | null {
    return this.rows.get(layout)?.get(key) ?? null
  }

  append(batch: Batch, at: Instant): void {
    for (const { key: id, account, stored } of batch.slots.accounts.values()) {
      if (account !== null && account !== stored) this.accounts.set(id, Object.freeze({ ...account }))
    }
    for (const [name, slots] of batch.slots.rows) {
      const layout = batch.slots.layouts.get(name) as Layout
      const rows = this.rows.get(layout) ?? new Map<Id, StoredRow>()
      this.rows.set(layout, rows)
      for (const { key, row, stored } of slots.values()) {
        // Frozen, and made of what is stored: a rule that writes on what it was shown throws here, in the model.
        if (row && row.cells !== stored) rows.set(key, { cells: row.cells, row: frozen(toRow(layout, row.cells)) })
      }
    }
    for (const operation of batch.operations) this.record(operation)
    if (batch.operations.length > 0) this.at = at
  }

  private record(decided: Decided): void {
    const { kind, seq, at, answerText } = decided
    this.outcomes.set(decided.request.id, {
      fingerprint: decided.request.fingerprint,
      kind,
      seq,
      at,
      answer: answerText,
    })
    this.log.push(toOperation(decided))
    for (const entry of decided.entries) {
      const list = this.entries.get(entry.account)
      if (list) list.push(entry)
      else this.entries.set(entry.account, [entry])
    }
  }
}

function toOperation(decided: Decided): Operation {
  const { kind, seq, at, answerText, opens, bounds, legs, rows, request } = decided
  const answer = JSON.parse(answerText) as Json
  const { id, decider, actorText } = request
  return {
    seq,
    id,
    kind,
    decider: decider.name,
    actor: JSON.parse(actorText) as Actor,
    at,
    answer,
    events: JSON.parse(decided.eventsText) as LogEvent[],
    opens,
    bounds,
    legs: legs.map((each) => each.leg),
    rows,
  }
}

function frozen<T>(value: T): T {
  if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value)) {
    for (const each of Object.values(value)) frozen(each)
    Object.freeze(value)
  }
  return value
}
