// Applies one decision to what a batch knows: all of it or, where a promise is broken, nothing.
import { isDeepStrictEqual } from 'node:util'
import { fitsInt8, rowOf, sameCell, toCells } from './cells.ts'
import type { Row, StoredCell, StoredCells, StoredRow } from './cells.ts'
import { FinalFault } from './faults.ts'
import { demandId } from './identifiers.ts'
import type { AnyDecider, ResolvedLeg, Request } from './request.ts'
import type { AccountSlot, MutableAccount, Slots, State } from './slots.ts'
import { holds, layoutOf } from './table.ts'
import type { Layout } from './table.ts'
import type { Account, Bounds, Decision, Entry, Hold, Id, Instant, Keys, Leg, NewAccount, RowWrite } from './types.ts'

export type Settled = Exclude<Decision<unknown>, { kind: 'more' }>
export type Applied = {
  readonly opens: readonly Required<NewAccount>[]
  readonly bounds: readonly Bounds[]
  readonly legs: readonly ResolvedLeg[]
  readonly rows: readonly { readonly table: string; readonly key: Id }[]
  readonly entries: readonly Entry[]
}
type HoldChange = { readonly key: Id; hold: Hold }
type PreparedRow = { readonly layout: Layout; readonly key: Id; readonly stored: StoredRow }

const holdsLayout = layoutOf(holds)
const none: readonly never[] = []

export const declaresAccount = (reads: Keys, id: Id): boolean => reads.accounts.includes(id)

/** Where a row stands among the keys; below zero: nowhere. */
export function placeOfRow({ rows }: Keys, table: string, key: Id): number {
  for (let i = 0; i < rows.length; i++) {
    const each = rows[i] as Keys['rows'][number]
    if (each[1] === key && each[0].name === table) return i
  }
  return -1
}

export const declaresRow = (reads: Keys, table: string, key: Id): boolean => placeOfRow(reads, table, key) >= 0

/** A hold's accounts are known only once the hold is: these legs may ask for them without a word of the rule. */
export function accountsOfHolds(legs: readonly Leg[], request: Request, slots: Slots): Id[] {
  const missing: Id[] = []
  for (const leg of legs) {
    if (leg.kind === 'post' || leg.kind === 'pend') continue
    if (!declaresRow(request.reads, holds.name, leg.hold)) continue
    const row = slots.rows.get(holds.name)?.get(leg.hold)?.row
    if (!row) continue
    const hold = rowOf(holdsLayout, row) as Hold
    for (const id of [hold.debit, hold.credit]) if (!declaresAccount(request.reads, id)) missing.push(id)
  }
  return missing
}

const empty = { opens: none, bounds: none, legs: none, entries: none }

export class OperationWriter {
  private readonly slots: Slots
  private readonly state: State
  private turn = 0
  private readonly touched: AccountSlot[] = []
  /** Opened without having been read: if one exists, the insert fails and takes this operation with it. */
  private readonly blind: AccountSlot[] = []
  private readonly opened: Id[] = []
  private holdChanges: HoldChange[] = []
  private reads: Keys = { accounts: [], rows: [] }
  private decider: AnyDecider | undefined

  constructor(slots: Slots, state: State) {
    this.slots = slots
    this.state = state
  }

  /** @throws {FinalFault} A promise is broken; nothing was applied. */
  apply(request: Request, decision: Settled, seq: bigint, at: Instant): Applied {
    this.turn++
    this.touched.length = this.blind.length = this.opened.length = 0
    this.holdChanges = []
    this.reads = request.reads
    this.decider = request.decider
    try {
      const rows = (decision.rows ?? none).map((write) => this.prepareRow(write))
      if (decision.kind === 'refused') return { ...empty, rows: this.writeRows(rows) }
      const opens = (decision.opens ?? none).map((account) => this.open(account))
      for (const bounds of decision.bounds ?? none) this.move(bounds)
      const legs = (decision.legs ?? none).map((leg) => this.leg(leg, at))
      for (const change of this.holdChanges) rows.push(prepared(holdsLayout, change.key, change.hold))
      const entries = this.settle(seq)
      return { opens, bounds: decision.bounds ?? none, legs, rows: this.writeRows(rows), entries }
    } catch (error) {
      for (const slot of this.touched) slot.account = slot.before
      for (const slot of this.blind) this.slots.accounts.delete(slot.id)
      throw error
    }
  }

  private fail(message: string): never {
    throw new FinalFault(`${this.decider?.name ?? 'a decider'} ${message}`)
  }

  private open({ id, asset, floor = 0n, ceiling = null, history = true }: NewAccount): Required<NewAccount> {
    demandId(id)
    if (asset === '' || asset.includes('\0') || asset.length > 63) this.fail(`opens ${id} in the asset "${asset}"`)
    if (floor !== null && !fitsInt8(floor)) this.fail(`opens ${id} with a floor beyond 64 bits`)
    if (ceiling !== null && !fitsInt8(ceiling)) this.fail(`opens ${id} with a ceiling beyond 64 bits`)
    let slot = this.slots.accounts.get(id)
    if (slot ? slot.account !== null : (this.state.account(id) ?? null) !== null) this.fail(`opens ${id}, which exists`)
    if (!slot) {
      slot = this.slots.learnAccount(id, null, true)
      this.blind.push(slot)
    }
    slot.turn = this.turn
    slot.before = null
    this.touched.push(slot)
    this.opened.push(id)
    const counters = { debitsPending: 0n, debitsPosted: 0n, creditsPending: 0n, creditsPosted: 0n, entries: 0n }
    slot.account = { id, asset, floor, ceiling, ...counters, history }
    return { id, asset, floor, ceiling, history }
  }

  private move({ account: id, floor, ceiling }: Bounds): void {
    if (typeof floor === 'bigint' && !fitsInt8(floor)) this.fail(`moves the floor of ${id} beyond 64 bits`)
    if (typeof ceiling === 'bigint' && !fitsInt8(ceiling)) this.fail(`moves the ceiling of ${id} beyond 64 bits`)
    const account = this.touch(id)
    if (floor !== undefined) account.floor = floor
    if (ceiling !== undefined) account.ceiling = ceiling
  }

  /** A copy to write on, made once an operation: what rules were shown stays as it was. */
  private touch(id: Id): MutableAccount {
    const slot = this.slots.accounts.get(id)
    if (!slot || !(declaresAccount(this.reads, id) || this.opened.includes(id))) {
      this.fail(`moves account ${id} without having declared it`)
    }
    if (slot.account === null) this.fail(`moves account ${id}, which does not exist`)
    if (slot.turn !== this.turn) {
      slot.turn = this.turn
      slot.before = slot.account
      slot.account = { ...slot.account }
      this.touched.push(slot)
    }
    return slot.account
  }

  private pair(debit: Id, credit: Id, micros: bigint): [MutableAccount, MutableAccount] {
    if (typeof micros !== 'bigint' || micros <= 0n || !fitsInt8(micros))
      this.fail(`moves ${String(micros)}, not above zero`)
    if (debit === credit) this.fail(`moves an amount from ${debit} to itself`)
    const from = this.touch(debit)
    const to = this.touch(credit)
    if (from.asset !== to.asset) this.fail(`moves ${from.asset} of ${debit} to ${to.asset} of ${credit}`)
    return [from, to]
  }

  private leg(leg: Leg, at: Instant): ResolvedLeg {
    if (leg.kind === 'post') {
      const [from, to] = this.pair(leg.debit, leg.credit, leg.micros)
      from.debitsPosted += leg.micros
      to.creditsPosted += leg.micros
      return { leg, debit: leg.debit, credit: leg.credit }
    }
    if (leg.kind === 'pend') return this.pend(leg, at)
    const change = this.openHold(leg.hold)
    const { debit, credit } = change.hold
    if (leg.kind === 'capture') this.capture(leg, change, at)
    else this.release(leg, change, at)
    return { leg, debit, credit }
  }

  private pend(leg: Extract<Leg, { kind: 'pend' }>, at: Instant): ResolvedLeg {
    const { hold: key, debit, credit, micros, expiresAt } = leg
    demandId(key)
    const [from, to] = this.pair(debit, credit, micros)
    if (expiresAt <= at || !fitsInt8(expiresAt)) this.fail(`makes the hold ${key}, which would end at once`)
    if (this.holdChanges.some((each) => each.key === key)) this.fail(`makes the hold ${key} twice`)
    if (this.existing(holdsLayout, key)) this.fail(`makes the hold ${key}, which exists`)
    from.debitsPending += micros
    to.creditsPending += micros
    this.holdChanges.push({ key, hold: { debit, credit, micros, captured: 0n, expiresAt, state: 'open' } })
    return { leg, debit, credit }
  }

  private openHold(key: Id): HoldChange {
    let change = this.holdChanges.find((each) => each.key === key)
    if (!change) {
      if (!declaresRow(this.reads, holds.name, key)) this.fail(`ends the hold ${key} without having declared it`)
      const row = this.slots.rows.get(holds.name)?.get(key)?.row
      if (!row) this.fail(`ends the hold ${key}, which does not exist`)
      change = { key, hold: rowOf(holdsLayout, row) as Hold }
      this.holdChanges.push(change)
    }
    if (change.hold.state !== 'open') this.fail(`ends the hold ${key}, which is ${change.hold.state} (P5)`)
    return change
  }

  private capture(leg: Extract<Leg, { kind: 'capture' }>, change: HoldChange, at: Instant): void {
    const { hold, key } = change
    const [from, to] = this.pair(hold.debit, hold.credit, leg.micros)
    if (at >= hold.expiresAt) this.fail(`captures the hold ${key} at or past its expiry (P5)`)
    const left = hold.micros - hold.captured
    if (leg.micros > left) this.fail(`captures ${leg.micros} of the hold ${key}, of which ${left} is left (P5)`)
    const ends = leg.final || leg.micros === left
    const released = ends ? left : leg.micros
    from.debitsPending -= released
    to.creditsPending -= released
    from.debitsPosted += leg.micros
    to.creditsPosted += leg.micros
    change.hold = { ...hold, captured: hold.captured + leg.micros, state: ends ? 'captured' : 'open' }
  }

  private release(leg: Extract<Leg, { kind: 'void' | 'expire' }>, change: HoldChange, at: Instant): void {
    const { hold, key } = change
    if (leg.kind === 'expire' && at < hold.expiresAt) this.fail(`expires the hold ${key} before its time`)
    const left = hold.micros - hold.captured
    this.touch(hold.debit).debitsPending -= left
    this.touch(hold.credit).creditsPending -= left
    change.hold = { ...hold, state: leg.kind === 'void' ? 'voided' : 'expired' }
  }

  /** Floors and ceilings hold for whatever the legs took or gave; then the accounts' entries. */
  private settle(seq: bigint): Entry[] {
    const entries: Entry[] = []
    for (const { id, account, before } of this.touched) {
      if (account === null) continue
      demandBounds(account, before, () => this.decider?.name ?? 'a decider')
      const balance = account.creditsPosted - account.debitsPosted
      const posted = before === null ? balance : balance - before.creditsPosted + before.debitsPosted
      const held = before === null ? account.debitsPending : account.debitsPending - before.debitsPending
      if (!account.history || (posted === 0n && held === 0n)) continue
      account.entries += 1n
      entries.push({ account: id, number: account.entries, seq, posted, held, balance })
    }
    return entries
  }

  /** Whether a row exists, as far as is known here. */
  private existing(layout: Layout, key: Id): boolean {
    const slot = this.slots.rows.get(layout.table.name)?.get(key)
    return (slot ? slot.row : (this.state.row(layout, key) ?? null)) !== null
  }

  private prepareRow({ table, key, row }: RowWrite): PreparedRow {
    const layout = this.slots.layouts.get(table.name)
    if (layout?.table.columns !== table.columns) this.fail(`writes the table ${table.name}, which is not registered`)
    if (layout === holdsLayout) this.fail('writes a hold as a row: legs alone do that')
    demandId(key)
    if (!declaresRow(this.reads, table.name, key) && this.existing(layout, key)) {
      this.fail(`writes ${table.name} ${key}, which exists, without having declared it`)
    }
    return prepared(layout, key, row)
  }

  private writeRows(rows: readonly PreparedRow[]): { table: string; key: Id }[] {
    for (const { layout, key, stored } of rows) {
      const known = this.slots.rows.get(layout.table.name)?.get(key)?.row
      if (known) demandFixed(layout, key, known.cells, stored.cells)
    }
    return rows.map(({ layout, key, stored }) => {
      this.slots.rowSlot(layout, key).row = stored
      return { table: layout.table.name, key }
    })
  }
}

function prepared(layout: Layout, key: Id, row: Row): PreparedRow {
  return { layout, key, stored: { cells: toCells(layout, row), row } }
}

/** jsonb gives keys back in an order of its own. */
const sameJson = (a: StoredCell | undefined, b: StoredCell | undefined): boolean =>
  typeof a === 'string' && typeof b === 'string' && isDeepStrictEqual(JSON.parse(a), JSON.parse(b))

function demandFixed(layout: Layout, key: Id, old: StoredCells, cells: StoredCells): void {
  if (layout.changing.length === cells.length) return
  for (let i = 0; i < cells.length; i++) {
    if (!layout.columns[i]?.fixed || sameCell(old[i], cells[i])) continue
    if (layout.columns[i]?.type === 'jsonb' && sameJson(old[i], cells[i])) continue
    throw new FinalFault(`${layout.table.name}.${layout.names[i] ?? ''} of ${key} is fixed`)
  }
}

/** What could be taken, and what there could be at most, whatever becomes of the holds. */
const freeOf = (account: Account): bigint => account.creditsPosted - account.debitsPosted - account.debitsPending
const mostOf = (account: Account): bigint => account.creditsPosted + account.creditsPending - account.debitsPosted

function demandBounds(account: Account, before: Account | null, who: () => string): void {
  const { id, floor, ceiling } = account
  if (floor !== null && freeOf(account) < floor && freeOf(account) < (before === null ? 0n : freeOf(before)))
    throw new FinalFault(`${who()} breaks the floor of ${id} (P2)`)
  if (ceiling !== null && mostOf(account) > ceiling && mostOf(account) > (before === null ? 0n : mostOf(before)))
    throw new FinalFault(`${who()} breaks the ceiling of ${id} (P2)`)
  const fits = fitsInt8(account.creditsPosted) && fitsInt8(account.debitsPosted) && fitsInt8(account.creditsPending)
  if (!fits || !fitsInt8(account.debitsPending)) throw new FinalFault(`${who()} moves ${id} beyond 64 bits`)
}
