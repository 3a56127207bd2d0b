// A rule run without the lock, on one committed state: that of memory, or that of a snapshot of the database.
import type { StoredRow } from '../cells.ts'
import { OperationDraft } from '../draft.ts'
import { FinalFault } from '../faults.ts'
import { Slots } from '../slots.ts'
import type { State } from '../slots.ts'
import type { Layout } from '../table.ts'
import type { Account, Draft, Id, Instant, Keys, RowKey } from '../types.ts'
import type { Looked, Resident } from './resident.ts'

export type PreviewOptions = {
  /** When it would be decided. */
  readonly at: Instant
  readonly layouts: ReadonlyMap<string, Layout>
  readonly memory: Resident
  /** Whether memory stands for the database at this moment. */
  readonly isCurrent: () => boolean
  /** Reads keys, all of one snapshot. */
  readonly look: (accounts: readonly Id[], rows: readonly RowKey[]) => Promise<Looked>
}

/** As often as a rule may be suspended under the lock. */
const maxRounds = 1_000

/** Runs `rule` again and again, each time knowing more, until it looks at nothing unknown. */
export async function preview<T>(rule: (draft: Draft) => T, options: PreviewOptions): Promise<T> {
  const { memory } = options
  const wanted: { accounts: Id[]; rows: RowKey[] } = { accounts: [], rows: [] }
  const seq = options.isCurrent() && memory.isOneState ? memory.seq : undefined
  let state: State & Extra = seq === undefined ? new Snapshot([]) : new OnMemory(memory)
  for (let round = 0; round < maxRounds; round++) {
    const run = runOnce(rule, options, state)
    if (run.kind === 'value') return run.value
    const { accounts, rows } = run.missing
    wanted.accounts.push(...accounts)
    wanted.rows.push(...rows)
    if (state instanceof OnMemory) {
      state.add(await options.look(accounts, rows))
      if (state.found.every((each) => each.seq === seq) && memory.seq === seq && memory.isOneState) continue
      // The log has moved on meanwhile. All that the rule has looked at is read again, now of one snapshot.
      wanted.accounts = [...run.looked.accounts]
      wanted.rows = [...run.looked.rows]
    }
    state = new Snapshot([await options.look(wanted.accounts, wanted.rows)])
  }
  throw new FinalFault('a preview looks at ever more keys')
}

type Run<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'suspended'; readonly missing: Keys; readonly looked: Keys }

function runOnce<T>(rule: (draft: Draft) => T, { layouts, at }: PreviewOptions, state: State): Run<T> {
  const slots = new Slots(layouts)
  const draft = new OperationDraft(slots, state)
  for (const gathering of [false, true]) {
    draft.begin('a preview', at, gathering)
    try {
      const value = rule(draft)
      if (!draft.isSuspended) return { kind: 'value', value }
    } catch (error) {
      if (!draft.isSuspended) throw error
    }
    draft.drop()
  }
  const { missing } = draft
  const known = [...slots.rows].flatMap(([name, rows]) => {
    const { table } = layouts.get(name) as Layout
    return [...rows.keys()].map((key): RowKey => [table, key])
  })
  return {
    kind: 'suspended',
    missing,
    looked: { accounts: [...slots.accounts.keys(), ...missing.accounts], rows: [...known, ...missing.rows] },
  }
}

type Extra = { readonly found: readonly Looked[] }

/** What looks have found, and nothing else. */
class Snapshot implements State, Extra {
  readonly found: readonly Looked[]
  constructor(found: readonly Looked[]) {
    this.found = found
  }
  account(id: Id): Account | null | undefined {
    for (const { accounts } of this.found) if (accounts.has(id)) return accounts.get(id)
    return undefined
  }
  row(layout: Layout, key: Id): StoredRow | null | undefined {
    for (const { rows } of this.found) if (rows.get(layout)?.has(key)) return rows.get(layout)?.get(key)
    return undefined
  }
}

/** What memory knows, and what was found beside it. */
class OnMemory extends Snapshot {
  private readonly memory: Resident
  constructor(memory: Resident) {
    super([])
    this.memory = memory
  }
  add(found: Looked): void {
    ;(this.found as Looked[]).push(found)
  }
  override account(id: Id): Account | null | undefined {
    const known = this.memory.account(id)
    return known === undefined ? super.account(id) : known
  }
  override row(layout: Layout, key: Id): StoredRow | null | undefined {
    const known = this.memory.row(layout, key)
    return known === undefined ? super.row(layout, key) : known
  }
}
