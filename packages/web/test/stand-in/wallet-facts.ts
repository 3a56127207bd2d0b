import type {
  Home,
  Issue,
  LibraryItem,
  LimitUse,
  Movement,
  NoticeChoices,
  NoticeTold,
  Receipt,
  Session,
  StaffLook,
} from '../../src/api/shapes.ts'
import { money } from './money.ts'

export const now = new Date('2026-11-24T10:43:00Z')

/** A public identifier, always the same for the same number. */
export const id = (prefix: string, number: number): string =>
  `${prefix}_01k9vq3m2r8tqd4s0c5w${String(number).padStart(6, '0')}`

export const courier = { id: id('ven', 1), name: 'The Fenland Courier' }
export const halfstep = { id: id('ven', 2), name: 'Halfstep Records' }
const tidetable = { id: id('ven', 3), name: 'Tidetable' }
const maps = { id: id('ven', 4), name: 'Old Maps Room' }
export const vendors = [courier, halfstep, tidetable, maps]

export const session: Session = {
  user: {
    id: id('usr', 1),
    name: 'Maud Ellery',
    email: 'maud@example.org',
    number: null,
    email_verified: true,
  },
  account: { id: id('acc', 1), time_zone: 'Europe/London' },
  vendors: [
    { id: courier.id, name: courier.name, role: 'owner' },
    { id: halfstep.id, name: halfstep.name, role: 'member' },
  ],
  purchase_window_ends_at: '2026-11-24T11:43:00Z',
  mode: 'development',
  provider: { name: 'Farthing', url: 'http://wallet.localhost:4400' },
}

const usd = (micros: bigint) => money(micros)
const move = (
  number: number,
  at: string,
  rest: Pick<Movement, 'kind' | 'title' | 'vendor' | 'amount' | 'balance'>,
): Movement => ({
  id: id('mov', number),
  at,
  purchase: rest.vendor === null ? null : id('txn', number),
  wallet: rest.amount.currency,
  ...rest,
})

export const movements: Movement[] = [
  move(1, '2026-11-24T10:42:00Z', {
    kind: 'purchase',
    title: 'The pumping station that keeps Ely dry',
    vendor: courier,
    amount: usd(-120_000n),
    balance: usd(12_775_000n),
  }),
  move(2, '2026-11-24T08:15:00Z', {
    kind: 'purchase',
    title: 'Eel Catcher, 3 plays',
    vendor: halfstep,
    amount: usd(-45_000n),
    balance: usd(12_895_000n),
  }),
  move(3, '2026-11-23T17:02:00Z', {
    kind: 'purchase',
    title: 'High water at King’s Lynn, one day',
    vendor: tidetable,
    amount: usd(-2_500n),
    balance: usd(12_940_000n),
  }),
  move(4, '2026-11-22T11:30:00Z', {
    kind: 'hold',
    title: 'Sheet 143, Ely and Wisbech, print file',
    vendor: maps,
    amount: usd(-1_800_000n),
    balance: usd(12_942_500n),
  }),
  move(5, '2026-11-21T19:44:00Z', {
    kind: 'refund',
    title: 'Low Water, side B',
    vendor: halfstep,
    amount: usd(3_200_000n),
    balance: usd(14_742_500n),
  }),
  move(6, '2026-11-21T09:12:00Z', {
    kind: 'funding',
    title: 'Voucher',
    vendor: null,
    amount: usd(10_000_000n),
    balance: usd(11_542_500n),
  }),
  move(7, '2026-11-20T09:12:00Z', {
    kind: 'incentive',
    title: 'Welcome tokens',
    vendor: null,
    amount: usd(50_000n),
    balance: usd(1_542_500n),
  }),
]

const onAccount = { scope: 'account', vendor: null, member: null, item_kind: null, days: null } as const

export const limits: LimitUse[] = [
  {
    id: id('lim', 1),
    ...onAccount,
    period: 'transaction',
    renews_at: null,
    currency: 'USD',
    max: usd(7_000_000n),
    spent: usd(0n),
    held: usd(0n),
    left: usd(7_000_000n),
    percent: 0,
    sentence: 'Nothing over 700 tokens · $7 goes through at once.',
  },
  {
    id: id('lim', 2),
    ...onAccount,
    period: 'day',
    renews_at: '2026-11-25T00:00:00Z',
    currency: 'USD',
    max: usd(4_500_000n),
    spent: usd(4_120_000n),
    held: usd(0n),
    left: usd(380_000n),
    percent: 92,
    sentence: 'At most 450 tokens · $4.50 a day; 38 are left today.',
  },
  {
    id: id('lim', 3),
    ...onAccount,
    period: 'week',
    renews_at: '2026-11-30T00:00:00Z',
    currency: 'USD',
    max: null,
    spent: usd(0n),
    held: usd(0n),
    left: usd(0n),
    percent: 0,
    sentence: 'No limit for a week.',
  },
  {
    id: id('lim', 4),
    ...onAccount,
    period: 'month',
    renews_at: '2026-12-01T00:00:00Z',
    currency: 'USD',
    max: usd(20_000_000n),
    spent: usd(11_400_000n),
    held: usd(0n),
    left: usd(8_600_000n),
    percent: 57,
    sentence: 'At most 2,000 tokens · $20 a month; 860 are left in November.',
  },
]

export const home: Home = {
  status: 'open',
  wallets: [
    { currency: 'USD', available: usd(12_775_000n), held: usd(200_000n) },
    { currency: 'EUR', available: money(4_120_000n, 'EUR'), held: money(0n, 'EUR') },
    { currency: 'JPY', available: money(300_000_000n, 'JPY'), held: money(0n, 'JPY') },
  ],
  grants: [
    {
      id: id('grn', 1),
      issuer: 'Tidetable',
      title: 'Gift from Tidetable',
      available: usd(80_000n),
      spendable_at: 'Tidetable',
      expires_at: '2026-11-30T23:00:00Z',
    },
    {
      id: id('grn', 2),
      issuer: 'Farthing',
      title: 'Welcome tokens',
      available: usd(25_500n),
      spendable_at: null,
      expires_at: '2027-02-20T23:00:00Z',
    },
  ],
  limits,
  recent: movements.slice(0, 5),
  asks: [],
}

const work = (
  number: number,
  item_title: string,
  vendor: LibraryItem['vendor'],
  rest: Partial<LibraryItem> = {},
): LibraryItem => ({
  entitlement: id('ent', number),
  item_title,
  item_kind: 'content',
  vendor,
  purchase: id('txn', number),
  status: 'live',
  views_left: null,
  ends_at: null,
  first_opened_at: null,
  granted_at: '2026-11-20T10:00:00Z',
  licence_words: 'Yours to keep',
  can_open: true,
  ...rest,
})

export const library: LibraryItem[] = [
  work(1, 'The pumping station that keeps Ely dry', courier, {
    ends_at: '2026-12-24T10:43:00Z',
    licence_words: 'Until 24 December',
  }),
  work(2, 'Eel Catcher', halfstep, { views_left: 1, licence_words: '3 plays' }),
  work(3, 'High water at King’s Lynn', tidetable, { item_kind: 'service', ends_at: '2026-11-24T14:02:00Z' }),
  work(4, 'Sheet 143, Ely and Wisbech', maps, { item_kind: 'goods' }),
  work(5, 'Small feet, long memory: geese and the A10', courier, { ends_at: '2026-12-06T12:00:00Z' }),
  work(6, 'Low Water, side A', halfstep, { views_left: 3, ends_at: '2027-01-24T12:00:00Z' }),
  work(7, 'Peat depth, parish of Stretham, 2026', maps),
  work(8, 'Rain radar, one weekend', tidetable, { status: 'ended', can_open: false, ends_at: '2026-11-22T12:00:00Z' }),
]

type Party = NonNullable<Receipt['split']>['parties'][number]
const share = (
  party: Party['party'],
  name: string,
  role: string,
  basis_points: number | null,
  micros: bigint,
): Party => ({ party, name, role, basis_points, paid: usd(micros), given_back: usd(0n), net: usd(micros) })

export const receipt: Receipt = {
  id: id('txn', 1),
  mode: 'live',
  vendor: courier,
  site: 'http://courier.localhost:4401',
  item: {
    id: id('itm', 1),
    title: 'The pumping station that keeps Ely dry',
    description: '1,900 words and six photographs.',
    kind: 'content',
  },
  status: 'captured',
  price: usd(120_000n),
  paid_from: [
    { label: 'Welcome tokens', amount: usd(50_000n) },
    { label: 'US dollar wallet', amount: usd(70_000n) },
  ],
  approved_by: 'Maud Ellery',
  approved_at: '2026-11-24T10:42:00Z',
  licence_words: 'Read any number of times until 24 December 2026, 10:43',
  split: {
    parties: [
      share('vendor', 'The Fenland Courier', '', null, 74_100n),
      share('rightsholder', 'Nora Whitlock', 'author', 3000, 34_200n),
      share('rightsholder', 'Idris Vane', 'photographs', 500, 5_700n),
      share('provider', 'Farthing', 'provider’s fee', null, 6_000n),
    ],
    paid: usd(120_000n),
    given_back: usd(0n),
    net: usd(120_000n),
  },
  refunded: usd(0n),
  refunds: [],
  can_open: true,
  entitlement: id('ent', 1),
}

export const looks: StaffLook[] = [
  look(2, '2026-11-22T10:05:00Z', { kind: 'act', at_what: 'act', act: 'Add a note', reason: 'wrote a note' }),
  look(1, '2026-11-22T10:01:00Z', { at_what: 'account', reason: 'Ticket 1042: a charge that she does not know' }),
]

export const issues: Issue[] = [
  {
    id: id('iss', 1),
    amount: usd(10_000_000n),
    issued_at: '2026-11-21T09:12:00Z',
    method: 'voucher',
    reversed_at: null,
  },
]

export const notices: NoticeChoices = {
  receipts: 'daily',
  email: 'maud@example.org',
  reached: true,
  withheld: false,
  bounced_at: null,
}

const notice = (number: number, rest: Pick<NoticeTold, 'subject' | 'state' | 'kind'>): NoticeTold => ({
  id: id('ntc', number),
  object: 'notice',
  created_at: '2026-11-24T08:15:00Z',
  due_at: rest.state === 'gathering' ? '2026-11-25T07:00:00Z' : null,
  ended_at: rest.state === 'gathering' ? null : '2026-11-24T08:15:02Z',
  ...rest,
})

export const told: NoticeTold[] = [
  notice(1, { subject: 'Your purchases of 24 November 2026: $0.165', state: 'gathering', kind: 'receipt' }),
  notice(2, { subject: 'A spending limit was changed', state: 'sent', kind: 'security' }),
  notice(3, { subject: '$10 added to your wallet', state: 'bounced', kind: 'service' }),
]

function look(n: number, at: string, rest: Partial<StaffLook>): StaffLook {
  return { id: id('rec', n), at, staff: 'Ines C.', kind: 'look', at_what: 'other', act: null, reason: '', ...rest }
}
