import type { paths as generated } from '../openapi.gen.ts'

/**
 * The wallet's and console's part of the provider's OpenAPI document, in the shape that openapi-typescript writes.
 * `openapi.gen.ts` takes its place; every other file names types through `shapes.ts`.
 */
type Currency = 'USD' | 'EUR' | 'GBP' | 'JPY'
type Money = { amount: string; currency: Currency; tokens: string }
type Price = { amount: string; currency: Currency }
type Named = { id: string; name: string }

type Problem = {
  type: string
  title: string
  status: number
  detail: string
  code: string
  param?: string
  request_id: string
}
type Json<Body> = { headers: Record<string, unknown>; content: { 'application/json': Body } }
type Failed = { headers: Record<string, unknown>; content: { 'application/problem+json': Problem } }
type Answers<Body> = { 200: Json<Body>; default: Failed }
type None = {
  get?: never
  put?: never
  post?: never
  delete?: never
  patch?: never
  options?: never
  head?: never
  trace?: never
}
type At<Path, Query> = { query?: Query; header?: never; cookie?: never } & ([Path] extends [never]
  ? { path?: never }
  : { path: Path })
type Read<Body, Query = never, Path = never> = {
  parameters: At<Path, Query>
  requestBody?: never
  responses: Answers<Body>
}
type Write<Sent, Body, Path = never> = {
  parameters: At<Path, never>
  requestBody: { content: { 'application/json': Sent } }
  responses: Answers<Body>
}
type Item<Operations, Path = never> = Omit<None, keyof Operations> & { parameters: At<Path, never> } & Operations
type Get<Body, Query = never, Path = never> = Item<{ get: Read<Body, Query, Path> }, Path>
type Post<Sent, Body, Path = never> = Item<{ post: Write<Sent, Body, Path> }, Path>

type LimitUse = {
  id: string
  period: 'transaction' | 'day' | 'week' | 'month'
  currency: Currency
  max: Money | null
  spent: Money
  percent: number
  sentence: string
}
type Movement = {
  id: string
  at: string
  kind: 'purchase' | 'refund' | 'funding' | 'incentive' | 'hold' | 'release' | 'expiry'
  title: string
  vendor: Named | null
  purchase: string | null
  amount: Money
  balance: Money
  wallet: Currency
}
type Session = {
  user: { id: string; name: string; email: string; email_verified: boolean; staff: boolean }
  account: { id: string; time_zone: string }
  vendors: { id: string; name: string; role: string }[]
  purchase_window_ends_at: string | null
  mode: 'development' | 'production'
  provider: { name: string; url: string }
}
type Home = {
  wallets: { currency: Currency; available: Money; held: Money }[]
  grants: {
    id: string
    issuer: string
    title: string
    available: Money
    spendable_at: string | null
    expires_at: string
  }[]
  limits: LimitUse[]
  recent: Movement[]
  asks: { id: string; title: string; detail: string; url: string }[]
}
type LibraryItem = {
  entitlement: string
  item_title: string
  item_kind: 'content' | 'goods' | 'service'
  vendor: Named
  purchase: string
  status: 'live' | 'ended'
  views_left: number | null
  ends_at: string | null
  first_opened_at: string | null
  granted_at: string
  licence_words: string
  can_open: boolean
}
type Library = { data: LibraryItem[]; vendors: Named[]; kinds: string[] }
type Status = 'requested' | 'authorized' | 'captured' | 'voided' | 'expired' | 'declined'
type Receipt = {
  id: string
  vendor: Named
  site: string
  item: { id: string; title: string; description: string; kind: string }
  status: Status
  price: Money
  paid_from: { label: string; amount: Money }[]
  approved_by: string | null
  approved_at: string | null
  licence_words: string
  shares: { party: string; role: string; basis_points: number | null; amount: Money }[]
  refunded: Money
  refunds: { id: string; at: string; amount: Money; reason: string }[]
  can_open: boolean
  entitlement: string | null
}
type Issue = { id: string; amount: Money; issued_at: string; method: string }

type Mode = 'live' | 'test'
type SaleRow = {
  id: string
  mode: Mode
  at: string
  item: string
  item_title: string
  payer: string | null
  status: Status
  order_reference: string
  price: Money
  captured: Money
  refunded: Money
  decline: { code: string; detail: string } | null
}
type Overview = {
  vendor: { id: string; name: string; status: 'open' | 'suspended'; sites: string[] }
  mode: Mode
  currency: Currency
  currencies: string[]
  totals: {
    sales: Money
    purchases: number
    refunds: Money
    royalties_owed: Money
    rightsholders: number
    fees: Money
    median_price: Money | null
  }
  by_day: { day: string; vendor: Money; royalties: Money; fees: Money }[]
  payable: Money
  held: Money
  top_items: { id: string; title: string; price: Money; sold: number; vendor: Money }[]
  latest: SaleRow[]
}
type SaleDetail = SaleRow & {
  item_version: number
  item_kind: 'content' | 'goods' | 'service'
  licence_words: string
  requested_at: string
  expires_at: string
  authorized_at: string | null
  refunds: { id: string; at: string; amount: Money; reason: string }[]
  return_url: string
  cancel_url: string
  vendor_login: string | null
  hold_expires_at: string | null
  can_refund: boolean
  can_capture: boolean
  can_void: boolean
  royalty_transactions: {
    id: string
    captured_at: string
    amount: Money
    fee: Money
    vendor: Money
    shares: { rightsholder: string; name: string; role: string; basis_points: number; amount: Money }[]
  }[]
  tracking: Record<string, string>
  form_parameters: Record<string, string>
  timeline: { at: string; what: string }[]
}
type ApiKey = {
  id: string
  mode: Mode
  name: string
  last_four: string
  created_at: string
  last_used_at: string | null
  revoked_at: string | null
}
type Site = { url: string; added_at: string }
type Attempt = { attempt: string }
type Ven = { ven: string }

type Expected = {
  '/api/wallet/session': Get<Session>
  '/api/wallet/home': Get<Home>
  '/api/wallet/library': Get<Library, { q?: string; vendor?: string; kind?: string }>
  '/api/wallet/library/{ent}/open': Post<Attempt, { url: string }, { ent: string }>
  '/api/wallet/history': Get<
    { data: Movement[]; next_cursor: string | null },
    { cursor?: string; q?: string; kind?: string }
  >
  '/api/wallet/purchases/{txn}': Get<Receipt, never, { txn: string }>
  '/api/wallet/vouchers/redeem': Post<Attempt & { code: string }, { amount: Money; wallet: Currency; issue: string }>
  '/api/wallet/issues': Get<{ data: Issue[] }>
  '/api/wallet/issues/{iss}/record': Get<{ record: string }, never, { iss: string }>
  '/api/wallet/limits': Item<{
    get: Read<{ limits: LimitUse[] }>
    put: Write<Attempt & { currency: Currency; period: LimitUse['period']; max: Price | null }, { limits: LimitUse[] }>
  }>
  '/api/console/vendors': Item<{
    get: Read<{ data: { id: string; name: string; role: string }[] }>
    post: Write<Attempt & { name: string }, { id: string; name: string }>
  }>
  '/api/console/{ven}/overview': Get<Overview, { mode?: Mode; days?: number }, Ven>
  '/api/console/{ven}/sales': Get<
    { data: SaleRow[]; next_cursor: string | null },
    { mode?: Mode; status?: string; q?: string; from?: string; to?: string; cursor?: string; sort?: string },
    Ven
  >
  '/api/console/{ven}/sales/{txn}': Get<SaleDetail, never, Ven & { txn: string }>
  '/api/console/{ven}/sales/{txn}/refund': Post<
    Attempt & { amount?: Price; reason?: string },
    SaleDetail,
    Ven & { txn: string }
  >
  '/api/console/{ven}/sales/{txn}/capture': Post<Attempt & { amount?: Price }, SaleDetail, Ven & { txn: string }>
  '/api/console/{ven}/sales/{txn}/void': Post<Attempt, SaleDetail, Ven & { txn: string }>
  '/api/console/{ven}/keys': Item<
    {
      get: Read<{ data: ApiKey[] }, never, Ven>
      post: Write<Attempt & { mode: Mode; name: string }, ApiKey & { secret: string }, Ven>
    },
    Ven
  >
  '/api/console/{ven}/keys/{key}/revoke': Post<Attempt, ApiKey, Ven & { key: string }>
  '/api/console/{ven}/sites': Item<
    { get: Read<{ data: Site[] }, never, Ven>; post: Write<Attempt & { url: string }, Site, Ven> },
    Ven
  >
}

/** The document where it speaks, what is agreed where it does not yet. */
export type paths = generated & Omit<Expected, keyof generated>
