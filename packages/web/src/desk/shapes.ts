// What the desk's API answers, by the provider's document.
import type { Answer, Money } from '../api/shapes.ts'

export type DeskSession = Answer<'get', '/api/desk/session'>
export type Page<Row> = { readonly data: readonly Row[]; readonly next_cursor: string | null }
export type Cash = Pick<Money, 'amount' | 'currency'>

export type PreparedRow = Answer<'get', '/api/desk/prepared'>['data'][number]
export type PreparedAct = Answer<'get', '/api/desk/prepared/{act}'> & {
  /** Of one that changed: what it would do now. */
  readonly now?: readonly PlanLine[] | null
}
export type PreparedStatus = PreparedRow['status']
export type Person = PreparedRow['staff']
export type PlanLine = PreparedRow['lines'][number]
export type PlanValue = NonNullable<PlanLine['before']>
export type Plan = Answer<'post', '/api/desk/acts/staff.invite/preview'>
/** What an act answers is its own. */
export type Done = Omit<Answer<'post', '/api/desk/acts/staff.invite'>, 'answer'> & { readonly answer: unknown }

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
export type ActDescribed = Omit<Answer<'get', '/api/desk/acts'>['data'][number], 'input'> & { readonly input: Field }

export type QueueCount = Answer<'get', '/api/desk/queues'>['data'][number]
export type WorkItem = Answer<'get', '/api/desk/queues/{kind}'>['data'][number]
export type WorkItemWhole = Answer<'get', '/api/desk/items/{wit}'>
export type Subject = WorkItem['subject']
export type TimedWork = Answer<'get', '/api/desk/work'>['data'][number]

export type Found = Answer<'get', '/api/desk/search'>
export type Masked = NonNullable<UserFound['name']>
export type UserFound = Found['users'][number]
export type VendorFound = Found['vendors'][number]
export type PurchaseFound = Found['purchases'][number]
export type VoucherFound = Found['vouchers'][number]
export type PaymentFound = Found['payments'][number]
export type UserRow = Answer<'get', '/api/desk/tables/users'>['data'][number]
export type VendorRow = Answer<'get', '/api/desk/tables/vendors'>['data'][number]
export type PurchaseRow = Answer<'get', '/api/desk/tables/purchases'>['data'][number]
export type View = Answer<'get', '/api/desk/views'>['data'][number]

export type RecordLine = Answer<'get', '/api/desk/record'>['data'][number]
export type Month = Answer<'get', '/api/desk/record/months'>['data'][number]

export type Account = Answer<'get', '/api/desk/accounts/{acc}'>
export type AccountEvent = Answer<'get', '/api/desk/accounts/{acc}/events'>['data'][number]
export type TokensGranted = Answer<'get', '/api/desk/accounts/{acc}/tokens'>['data'][number]
export type AccountPurchase = Answer<'get', '/api/desk/accounts/{acc}/purchases'>['data'][number]
export type Note = Answer<'get', '/api/desk/accounts/{acc}/notes'>['data'][number]
export type Revealed = Answer<'post', '/api/desk/accounts/{acc}/reveal'>
export type VendorWhole = Answer<'get', '/api/desk/vendors/{ven}'>
