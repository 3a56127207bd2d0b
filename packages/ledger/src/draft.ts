// What one rule does, on what its batch knows: whole or, where it is refused or a promise is broken, not at all.
import { fitsInt8, rowOf, toCells } from './cells.ts'
import type { Row, StoredCells } from './cells.ts'
import { isName, maxParts } from './changes.ts'
import { FinalFault } from './faults.ts'
import { demandId } from './identifiers.ts'
import { demandBounds, demandFixed } from './invariants.ts'
import type { Applied, ResolvedLeg } from './request.ts'
import { nobody } from './slots.ts'
import type { AccountSlot, MutableAccount, RowSlot } from './slots.ts'
import { holds, layoutOf } from './table.ts'
import type { Layout } from './table.ts'
import { Undoing } from './undoing.ts'
import type { Mark } from './undoing.ts'
import { View } from './view.ts'
import type {
  Bounds,
  Draft,
  Entry,
  Hold,
  Id,
  Instant,
  Leg,
  LogEvent,
  MovementEvent,
  Moves,
  NewAccount,
  PlainEvent,
  Table,
} from './types.ts'

const holdsLayout = layoutOf(holds)

/** One serves a whole batch, one rule after the other. */
export class OperationDraft extends View implements Draft, Moves {
  private at: Instant = 0n
  /** Numbers operations. A slot that carries the number has been touched by this one. */
  private operation = 0
  private opens: Required<NewAccount>[] = []
  private bounds: Bounds[] = []
  private legs: ResolvedLeg[] = []
  private rows: { table: string; key: Id }[] = []
  private events: LogEvent[] = []
  /** The accounts that this operation has touched, each once. */
  private readonly touched: AccountSlot[] = []
  private touchedCount = 0
  /** The second of the accounts that `pair` has found: a pair made for each movement would be garbage. */
  private credited = nobody
  private readonly undoing = new Undoing()
  /** What was written as new and is known to exist: a fault, unless it is undone. */
  private readonly conflicts: string[] = []

  /**
   * A rule begins.
   *
   * @param name Whose rule: for the words of faults.
   * @param gathering Whether it says with `need` what it will look at: where it was suspended, and is run once more to
   *   find all that it lacks.
   */
  begin(name: string, at: Instant, gathering: boolean): void {
    this.name = name
    this.gathering = gathering
    this.at = at
    this.operation++
    this.opens = []
    this.bounds = []
    this.legs = []
    this.rows = []
    this.events = []
    this.touchedCount = 0
    this.undoing.clear()
    this.conflicts.length = 0
    if (this.isSuspended) this.forgetMissing()
  }

  private fail(message: string): never {
    throw new FinalFault(`${this.name} ${message}`)
  }

  // Effects

  open({ id, asset, floor = 0n, ceiling = null, history = true }: NewAccount): void {
    demandId(id)
    if (asset === '' || asset.includes('\0') || asset.length > 63) this.fail(`opens ${id} in the asset "${asset}"`)
    if (floor !== null && !fitsInt8(floor)) this.fail(`opens ${id} with a floor beyond 64 bits`)
    if (ceiling !== null && !fitsInt8(ceiling)) this.fail(`opens ${id} with a ceiling beyond 64 bits`)
    const known = this.findAccount(id)
    if (known ? known.account !== null : this.state.hasAccount?.(id)) this.conflicts.push(`opens ${id}, which exists`)
    const slot = known ?? this.slots.learnAccount(id, null, true)
    // Unread, it is taken to be new: if it exists after all, the insert fails, and this operation with it.
    if (!known) this.undoing.forgetAccount(this.slots, id)
    this.touchFirst(slot)
    const counters = { debitsPending: 0n, debitsPosted: 0n, creditsPending: 0n, creditsPosted: 0n, entries: 0n }
    slot.account = { id, asset, floor, ceiling, ...counters, history }
    slot.shown = false
    this.opens.push({ id, asset, floor, ceiling, history })
  }

  openIfAbsent(account: NewAccount): void {
    if (this.accountSlot(account.id).account === null) this.open(account)
  }

  bound(bounds: Bounds): void {
    const { account: id, floor, ceiling } = bounds
    if (typeof floor === 'bigint' && !fitsInt8(floor)) this.fail(`moves the floor of ${id} beyond 64 bits`)
    if (typeof ceiling === 'bigint' && !fitsInt8(ceiling)) this.fail(`moves the ceiling of ${id} beyond 64 bits`)
    const account = this.touch(this.accountSlot(id))
    if (floor !== undefined) account.floor = floor
    if (ceiling !== undefined) account.ceiling = ceiling
    // A copy: the log says what was done, whatever the rule does with its object later.
    this.bounds.push({
      account: id,
      ...(floor === undefined ? undefined : { floor }),
      ...(ceiling === undefined ? undefined : { ceiling }),
    })
  }

  insert(table: Table, key: Id, row: Row): void {
    const layout = this.writable(table)
    demandId(key)
    this.writeNew(layout, key, toCells(layout, row))
  }

  put(table: Table, key: Id, row: Row): void {
    const layout = this.writable(table)
    const slot = this.rowSlot(layout, key)
    const cells = toCells(layout, row, slot.row)
    if (slot.row !== null) demandFixed(layout, key, slot.row.cells, cells)
    this.store(layout, slot, cells)
  }

  record(event: MovementEvent): Moves
  record(event: PlainEvent): void
  record(event: LogEvent): Moves {
    if ((event.facts as unknown) === undefined) this.fail(`records ${event.type} without facts`)
    this.events.push({ type: event.type, facts: event.facts })
    return this
  }

  attempt<T extends { readonly kind: string }>(part: () => T): T {
    const mark = this.mark()
    try {
      const result = part()
      if (result.kind === 'refused') this.undo(mark)
      return result
    } catch (error) {
      if (!this.isSuspended) this.undo(mark)
      throw error
    }
  }

  private writable(table: Table): Layout {
    const layout = this.layout(table)
    if (layout === holdsLayout) this.fail('writes a hold as a row: movements alone do that')
    return layout
  }

  private blindRow(layout: Layout, key: Id): RowSlot {
    const slot = this.slots.learnRow(layout, key, null, true)
    this.undoing.forgetRow(this.slots, layout, key)
    return slot
  }

  /** Writes what is not there. If it is known to be there, the operation fails at its end, as it would if it were not known. */
  private writeNew(layout: Layout, key: Id, cells: StoredCells, row?: Row): void {
    const known = this.findRow(layout, key)
    if (known ? known.row !== null : this.state.hasRow?.(layout, key))
      this.conflicts.push(`inserts ${layout.table.name} ${key}, which exists`)
    this.store(layout, known ?? this.blindRow(layout, key), cells, row)
  }

  /** @param row Left out for a rule's own object, on which the rule may write later: looks make it again from its cells. */
  private store(layout: Layout, slot: RowSlot, cells: StoredCells, row?: Row): void {
    this.undoing.rowSlot(slot)
    slot.row = { cells, row }
    if (slot.operation === this.operation) return
    slot.operation = this.operation
    this.rows.push({ table: layout.table.name, key: slot.key })
  }

  /** Remembers how an account stood before this operation, or before the part of it that may be undone. */
  private touchFirst(slot: AccountSlot): void {
    this.undoing.accountSlot(slot)
    if (slot.operation === this.operation) return
    slot.operation = this.operation
    slot.before = slot.account
    this.touched[this.touchedCount++] = slot
  }

  /** An account to write on: a copy, where a rule has been shown the other, or it stood so before this operation. */
  private touch(slot: AccountSlot): MutableAccount {
    if (slot.account === null) this.fail(`moves account ${slot.key}, which does not exist`)
    if (slot.operation !== this.operation || slot.shown) {
      this.touchFirst(slot)
      slot.account = { ...slot.account }
      slot.shown = false
    }
    return slot.account
  }

  /** Both accounts of a movement are known, and may be written on. @returns The one that is debited. */
  private pair(debit: Id, credit: Id, micros: bigint): MutableAccount {
    if (typeof micros !== 'bigint' || micros <= 0n || !fitsInt8(micros))
      this.fail(`moves ${String(micros)}, not above zero`)
    if (debit === credit) this.fail(`moves an amount from ${debit} to itself`)
    const from = this.findAccount(debit)
    const to = this.findAccount(credit)
    if (!from) this.missAccount(debit)
    if (!to) this.missAccount(credit)
    if (!from || !to) return this.suspend()
    const payer = this.touch(from)
    this.credited = this.touch(to)
    if (payer.asset !== this.credited.asset)
      this.fail(`moves ${payer.asset} of ${debit} to ${this.credited.asset} of ${credit}`)
    return payer
  }

  // Movements

  post(debit: Id, credit: Id, micros: bigint): void {
    const from = this.pair(debit, credit, micros)
    const to = this.credited
    from.debitsPosted += micros
    to.creditsPosted += micros
    this.legs.push({ leg: { kind: 'post', debit, credit, micros }, debit, credit })
  }

  pend(wanted: Omit<Extract<Leg, { kind: 'pend' }>, 'kind'>): void {
    const { hold: key, holdKind, debit, credit, micros, expiresAt } = wanted
    demandId(key)
    const from = this.pair(debit, credit, micros)
    const to = this.credited
    if (expiresAt <= this.at || !fitsInt8(expiresAt)) this.fail(`makes the hold ${key}, which would end at once`)
    if (!isName(holdKind)) this.fail(`makes the hold ${key} of a kind that is no name: ${holdKind}`)
    const hold: Hold = { kind: holdKind, debit, credit, micros, captured: 0n, expiresAt, state: 'open' }
    this.writeNew(holdsLayout, key, toCells(holdsLayout, hold), hold)
    from.debitsPending += micros
    to.creditsPending += micros
    const leg = { kind: 'pend' as const, hold: key, holdKind, debit, credit, micros, expiresAt }
    this.legs.push({ leg, debit, credit })
  }

  capture(key: Id, micros: bigint, final: boolean): void {
    const [slot, hold] = this.openHold(key)
    const { debit, credit } = hold
    const from = this.pair(debit, credit, micros)
    const to = this.credited
    if (this.at >= hold.expiresAt) this.fail(`captures the hold ${key} at or past its expiry (P5)`)
    const left = hold.micros - hold.captured
    if (micros > left) this.fail(`captures ${micros} of the hold ${key}, of which ${left} is left (P5)`)
    const ends = final || micros === left
    const released = ends ? left : micros
    from.debitsPending -= released
    to.creditsPending -= released
    from.debitsPosted += micros
    to.creditsPosted += micros
    this.writeHold(slot, { ...hold, captured: hold.captured + micros, state: ends ? 'captured' : 'open' })
    this.legs.push({ leg: { kind: 'capture', hold: key, micros, final }, debit, credit })
  }

  void(key: Id): void {
    this.release('void', key)
  }
  expire(key: Id): void {
    this.release('expire', key)
  }

  private release(kind: 'void' | 'expire', key: Id): void {
    const [slot, hold] = this.openHold(key)
    const { debit, credit, micros, captured } = hold
    if (kind === 'expire' && this.at < hold.expiresAt) this.fail(`expires the hold ${key} before its time`)
    const left = micros - captured
    const from = this.pair(debit, credit, left)
    const to = this.credited
    from.debitsPending -= left
    to.creditsPending -= left
    this.writeHold(slot, { ...hold, state: kind === 'void' ? 'voided' : 'expired' })
    this.legs.push({ leg: { kind, hold: key }, debit, credit })
  }

  private openHold(key: Id): [RowSlot, Hold] {
    const slot = this.rowSlot(holdsLayout, key)
    if (slot.row === null) this.fail(`ends the hold ${key}, which does not exist`)
    const hold = rowOf(holdsLayout, slot.row) as Hold
    if (hold.state !== 'open') this.fail(`ends the hold ${key}, which is ${hold.state} (P5)`)
    return [slot, hold]
  }

  private writeHold(slot: RowSlot, hold: Hold): void {
    this.store(holdsLayout, slot, toCells(holdsLayout, hold), hold)
  }

  // The end

  private mark(): Mark {
    // From here on an account is copied again before it is written on, so that the copy before it can come back.
    for (let i = 0; i < this.touchedCount; i++) (this.touched[i] as AccountSlot).shown = true
    return {
      opens: this.opens.length,
      bounds: this.bounds.length,
      legs: this.legs.length,
      rows: this.rows.length,
      events: this.events.length,
      conflicts: this.conflicts.length,
      touched: this.touchedCount,
      undo: this.undoing.length,
    }
  }

  private undo(mark: Mark): void {
    this.undoing.backTo(mark.undo)
    this.opens.length = mark.opens
    this.bounds.length = mark.bounds
    this.legs.length = mark.legs
    this.rows.length = mark.rows
    this.events.length = mark.events
    this.conflicts.length = mark.conflicts
    this.touchedCount = mark.touched
  }

  /** Nothing of what the rule did stays. */
  drop(): void {
    this.undo({ opens: 0, bounds: 0, legs: 0, rows: 0, events: 0, conflicts: 0, touched: 0, undo: 0 })
  }

  /** Floors and ceilings hold for whatever was taken or given; then the accounts' entries. @throws {FinalFault} */
  end(seq: bigint): Applied {
    const { opens, bounds, legs, rows, events } = this
    if (this.conflicts.length > 0) this.fail(this.conflicts[0] as string)
    if (legs.length > 0 && events.length === 0) this.fail('moves money, and no event says why')
    if (Math.max(opens.length, bounds.length, legs.length, rows.length) > maxParts)
      this.fail(`does more than ${maxParts} things of a kind at once`)
    const eventsText = events.length === 0 ? '[]' : JSON.stringify(events)
    const entries: Entry[] = []
    for (let i = 0; i < this.touchedCount; i++) {
      const { key: id, account, before } = this.touched[i] as AccountSlot
      if (account === null) continue
      demandBounds(account, before, this.name)
      const balance = account.creditsPosted - account.debitsPosted
      const posted = before === null ? balance : balance - before.creditsPosted + before.debitsPosted
      const held = before === null ? account.debitsPending : account.debitsPending - before.debitsPending
      if (!account.history || (posted === 0n && held === 0n)) continue
      account.entries += 1n
      entries.push({ account: id, number: account.entries, seq, posted, held, balance })
    }
    return { opens, bounds, legs, rows, entries, eventsText }
  }
}
