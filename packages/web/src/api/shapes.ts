import type { paths } from '../openapi.gen.ts'

/** The body of the answer to an operation, as the provider's document has it. */
export type Answer<Method extends 'get' | 'post' | 'put', Path extends keyof paths> = paths[Path] extends {
  [M in Method]: { responses: { 200: { content: { 'application/json': infer Body } } } }
}
  ? Body
  : never

export type Session = Answer<'get', '/api/wallet/session'>
export type Home = Answer<'get', '/api/wallet/home'>
export type Library = Answer<'get', '/api/wallet/library'>
export type LibraryItem = Library['data'][number]
export type History = Answer<'get', '/api/wallet/history'>
export type Movement = History['data'][number]
export type Receipt = Answer<'get', '/api/wallet/purchases/{txn}'>
export type StaffLook = Answer<'get', '/api/wallet/looks'>['data'][number]
export type Issue = Answer<'get', '/api/wallet/issues'>['data'][number]
export type NoticeChoices = Answer<'get', '/api/wallet/notices'>
export type NoticeTold = Answer<'get', '/api/wallet/notices/sent'>['data'][number]
export type LimitUse = Answer<'get', '/api/wallet/limits'>['limits'][number]
/** Periods that a limit on the whole account may have. */
export type PlainPeriod = Exclude<LimitUse['period'], 'last_days'>
/** An amount as people see it: exact decimal strings, minus sign `-`. */
export type Money = LimitUse['spent']
export type Currency = Money['currency']

export type Overview = Answer<'get', '/api/console/{ven}/overview'>
export type Sales = Answer<'get', '/api/console/{ven}/sales'>
export type Sale = Sales['data'][number]
export type Split = NonNullable<Receipt['split']>
export type SaleDetail = Answer<'get', '/api/console/{ven}/sales/{txn}'>
export type ApiKey = Answer<'get', '/api/console/{ven}/keys'>['data'][number]
export type Site = Answer<'get', '/api/console/{ven}/sites'>['data'][number]
export type Mode = ApiKey['mode']
export type SaleQuery = NonNullable<paths['/api/console/{ven}/sales']['get']['parameters']['query']>
