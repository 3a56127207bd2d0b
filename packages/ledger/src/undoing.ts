// How slots stood before an operation, or a part of it, wrote on them. A flat list: every purchase writes some fifteen of
// these, and a function or an object each would be a tenth of its garbage.
import type { StoredRow } from './cells.ts'
import type { AccountSlot, MutableAccount, RowSlot, Slots } from './slots.ts'
import type { Layout } from './table.ts'
import type { Id } from './types.ts'

const [ofAccount, ofRow, newAccount, newRow] = [0, 1, 2, 3]
/** Each is written down as so many values, the first of which says what it is. */
const width = 5

/** How far a draft had come: what was done since can be undone. */
export type Mark = {
  readonly opens: number
  readonly bounds: number
  readonly legs: number
  readonly rows: number
  readonly events: number
  readonly conflicts: number
  readonly touched: number
  readonly undo: number
}

export class Undoing {
  private readonly list: unknown[] = []
  /** How much of the list counts: cut off, it would have to grow anew for each operation. */
  private used = 0

  get length(): number {
    return this.used
  }
  clear(): void {
    this.used = 0
  }
  /** It is about to be written on. */
  accountSlot(slot: AccountSlot): void {
    this.add(ofAccount, slot, slot.account, slot.before, slot.operation)
  }
  /** It is about to be written on. */
  rowSlot(slot: RowSlot): void {
    this.add(ofRow, slot, slot.row, null, slot.operation)
  }
  /** It is opened unread: where it is not opened after all, nothing is known of it. */
  forgetAccount(slots: Slots, id: Id): void {
    this.add(newAccount, slots, id, null, 0)
  }
  /** It is written unread: where it is not written after all, nothing is known of it. */
  forgetRow(slots: Slots, layout: Layout, key: Id): void {
    this.add(newRow, slots, layout, key, 0)
  }

  private add(kind: number, a: unknown, b: unknown, c: unknown, operation: number): void {
    const { list, used } = this
    list[used] = kind
    list[used + 1] = a
    list[used + 2] = b
    list[used + 3] = c
    list[used + 4] = operation
    this.used = used + width
  }

  /** Brings everything back to where it stood when the list was so long. */
  backTo(length: number): void {
    const { list } = this
    for (let i = this.used - width; i >= length; i -= width) {
      const kind = list[i]
      if (kind === ofAccount) {
        const slot = list[i + 1] as AccountSlot
        slot.account = list[i + 2] as MutableAccount | null
        slot.before = list[i + 3] as MutableAccount | null
        slot.operation = list[i + 4] as number
        slot.shown = true
      } else if (kind === ofRow) {
        const slot = list[i + 1] as RowSlot
        slot.row = list[i + 2] as StoredRow | null
        slot.operation = list[i + 4] as number
      } else if (kind === newAccount) (list[i + 1] as Slots).accounts.delete(list[i + 2] as Id)
      else (list[i + 1] as Slots).forgetRow(list[i + 2] as Layout, list[i + 3] as Id)
    }
    this.used = length
  }
}
