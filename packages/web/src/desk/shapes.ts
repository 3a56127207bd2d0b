// What the desk's API answers, as the screens need it.
import type { Currency, LimitUse, Money, Sale } from '../api/shapes.ts'

export type DeskSession = {
  readonly staff: { readonly id: string; readonly name: string; readonly email?: string }
  readonly roles: readonly string[]
  readonly permissions: readonly string[]
  readonly fresh_until: string
}
export type Page<Row> = { readonly data: readonly Row[]; readonly next_cursor: string | null }
export type Cash = { readonly amount: string; readonly currency: Currency }
export type Person = { readonly id: string; readonly name: string }

export type PlanValue =
  | { readonly kind: 'money'; readonly money: Cash }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'word'; readonly word: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'at'; readonly at: string }
  | { readonly kind: 'id'; readonly id: string }
export type PlanLine = {
  readonly what: string
  readonly before: PlanValue | null
  readonly after: PlanValue | null
  readonly beside: boolean
}
export type Plan = {
  readonly lines: readonly PlanLine[]
  readonly amount: Cash | null
  readonly plan_hash: string
  readonly second_person: string | null
}
export type Done = {
  readonly act: string
  readonly status: 'done' | 'waiting'
  readonly second_person: string | null
  readonly answer: unknown
}

/** Of a field: JSON Schema, as the API's document has it. */
export type Field = {
  readonly type?: string
  readonly title?: string
  readonly description?: string
  readonly pattern?: string
  readonly format?: string
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly const?: string
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Field[]
  readonly items?: Field
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Field>>
}
export type ActDescribed = {
  readonly name: string
  readonly says: string
  readonly fresh: boolean
  readonly input: Field
}

export type Subject = { readonly kind: string; readonly id: string | null }
export type QueueCount = {
  readonly kind: string
  readonly says: string
  readonly open: number
  readonly late: number
  readonly mine: number
  readonly oldest_at: string | null
}
export type WorkItem = {
  readonly id: string
  readonly kind: string
  readonly title: string
  readonly lines: readonly { readonly label: string; readonly value: string }[]
  readonly subject: Subject
  readonly opened_at: string
  readonly due_at: string
  readonly assignee: Person | null
  readonly claimed_by: Person | null
  readonly claimed_until: string | null
  readonly mine: boolean
  readonly ended: { readonly at: string; readonly how: string; readonly by: Person | null } | null
}
export type WorkItemWhole = WorkItem & {
  readonly acts: readonly { readonly name: string; readonly input: Readonly<Record<string, unknown>> }[]
  readonly people: readonly Person[]
  readonly notes: readonly { readonly id: string; readonly by: Person; readonly at: string; readonly text: string }[]
}
export type TimedWork = {
  readonly job: string | null
  readonly name: string
  readonly rule: string | null
  readonly status: 'waiting' | 'running' | 'failing' | 'late' | 'done' | 'given_up'
  readonly due_at: string
  readonly next_try_at: string | null
  readonly started_at: string | null
  readonly ended_at: string | null
  readonly tries: number
  readonly progress: { readonly done: number; readonly of: number | null; readonly words: string | null } | null
  readonly last_error: string | null
  readonly last_error_at: string | null
}

export type PreparedStatus = 'waiting' | 'done' | 'refused' | 'withdrawn' | 'lapsed'
export type PreparedAct = {
  readonly id: string
  readonly name: string
  readonly status: PreparedStatus
  readonly staff: Person
  readonly reason: string
  readonly subject: { readonly kind: string; readonly id: string | null } | null
  readonly lines: readonly PlanLine[]
  readonly plan_hash: string
  readonly second_person: string | null
  readonly second: Person | null
  readonly second_reason: string | null
  readonly created_at: string
  readonly expires_at: string | null
  readonly ended_at: string | null
  readonly may: { readonly approve: boolean; readonly withdraw: boolean }
  /** Of one that waits: whether it would do something else by now, and what. */
  readonly changed?: boolean
  readonly now?: readonly PlanLine[] | null
}

export type Masked = { readonly text: string; readonly is_masked: boolean }
export type UserFound = {
  readonly id: string
  readonly account: string
  readonly name: Masked
  readonly email: Masked
  readonly email_verified: boolean
  readonly created_at: string
}
export type VendorFound = {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly sites: readonly string[]
  readonly created_at: string
}
export type PurchaseFound = {
  readonly id: string
  readonly mode: string
  readonly vendor: Person
  readonly payer: string | null
  readonly item_title: string
  readonly status: Sale['status']
  readonly order_reference: string
  readonly price: Money
  readonly captured: Money
  readonly refunded: Money
  readonly requested_at: string
}
export type RecordLine = {
  readonly id: string
  readonly at: string
  readonly staff: Person
  readonly kind: string
  readonly name: string
  readonly subject: Subject | null
  readonly account: string | null
  readonly reason: string
  readonly facts: Readonly<Record<string, string | null>>
}
export type PaymentFound = {
  readonly id: string
  readonly account: string
  readonly method: string
  readonly reference: string | null
  readonly amount: Money
  readonly at: string
}
export type VoucherFound = {
  readonly last4: string | null
  readonly amount: Money
  readonly batch: string
  readonly status: string
  readonly account: string | null
  readonly at: string
}
export type Found = {
  readonly users: readonly UserFound[]
  readonly vendors: readonly VendorFound[]
  readonly purchases: readonly PurchaseFound[]
  readonly payments: readonly PaymentFound[]
  readonly vouchers: readonly VoucherFound[]
  readonly more: readonly string[]
  readonly hints: readonly string[]
}
export type Account = {
  readonly id: string
  readonly status: string
  readonly opened_at: string
  readonly time_zone: string
  readonly members: readonly Omit<UserFound, 'account'>[]
  readonly wallets: readonly { readonly currency: Currency; readonly available: Money; readonly held: Money }[]
  readonly owed: readonly Cash[]
  readonly grants: readonly {
    readonly id: string
    readonly title: string
    readonly issuer: string
    readonly available: Money
    readonly spendable_at: string
    readonly expires_at: string
  }[]
  readonly limits: readonly LimitUse[]
  readonly mandates: readonly {
    readonly id: string
    readonly label: string
    readonly ceiling: Cash
    readonly created_at: string
    readonly expires_at: string
    readonly revoked_at: string | null
  }[]
  readonly sessions: readonly { readonly user: string; readonly created_at: string; readonly expires_at: string }[]
}
export type AccountEvent = {
  readonly at: string
  readonly kind: 'movement' | 'record'
  readonly title: string
  readonly amount?: Money | null
  readonly balance?: Money | null
  readonly purchase?: string | null
  readonly vendor?: Person | null
  readonly staff?: Person | null
  readonly record?: string | null
  readonly reason?: string | null
}
export type TokensGranted = Omit<PaymentFound, 'account'>
export type AccountPurchase = Omit<PurchaseFound, 'payer' | 'order_reference' | 'requested_at'> & {
  readonly at: string
}
export type Note = { readonly id: string; readonly by: Person; readonly at: string; readonly text: string }
export type Revealed = {
  readonly members: readonly { readonly id: string; readonly name: string | null; readonly email: string | null }[]
}
export type VendorWhole = {
  readonly id: string
  readonly name: string
  readonly status: string
  readonly opened_at: string
  readonly sites: readonly string[]
  readonly fee: { readonly basis_points: number; readonly fixed: string }
  readonly team: readonly {
    readonly user: string
    readonly name: Masked
    readonly email: Masked
    readonly role: string
  }[]
  readonly keys: readonly {
    readonly id: string
    readonly mode: string
    readonly label: string
    readonly last4: string
    readonly created_at: string
    readonly revoked_at: string | null
  }[]
  readonly endpoints: readonly {
    readonly id: string
    readonly mode: string
    readonly url: string
    readonly created_at: string
  }[]
  readonly balances: readonly { readonly currency: Currency; readonly payable: Money }[]
  readonly held: readonly Cash[]
  readonly sales: readonly {
    readonly currency: Currency
    readonly captured: Money
    readonly refunded: Money
    readonly fees: Money
    readonly purchases: number
  }[]
}
export type View = {
  readonly id: string
  readonly table: string
  readonly name: string
  readonly query: string
  readonly shared: boolean
  readonly own: boolean
  readonly by: string
}
