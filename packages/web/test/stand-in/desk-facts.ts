import type { Answer } from '../../src/api/shapes.ts'
import type {
  Account,
  AccountEvent,
  ActDescribed,
  DeskSession,
  Found,
  Plan,
  PreparedAct,
  PurchaseFound,
  QueueCount,
  RecordLine,
  TimedWork,
  TokensGranted,
  UserFound,
  VendorFound,
  VendorWhole,
  WorkItemWhole,
} from '../../src/desk/shapes.ts'
import { money } from './money.ts'
import { courier, halfstep, id, limits } from './wallet-facts.ts'

const ines = { id: id('stf', 1), name: 'Ines Correia' }
const rui = { id: id('stf', 2), name: 'Rui Abreu' }
const none = money(0n)

export const session: DeskSession = {
  staff: { ...ines, email: 'ines@farthing.example' },
  roles: ['support', 'administrator'],
  permissions: [
    'accounts.read',
    'people.reveal',
    'acts.approve',
    'acts.read',
    'desk.search',
    'record.read',
    'staff.manage',
    'staff.read',
    'tables.export',
    'tables.read',
    'vendors.read',
    'work.read',
  ],
  fresh_until: '2026-11-24T10:48:00Z',
  mode: 'development',
  provider: { name: 'Farthing', url: 'http://stand-in' },
}

const masked = (text: string) => ({ text, is_masked: true })

export const users: UserFound[] = [
  {
    id: id('usr', 1),
    account: id('acc', 1),
    name: masked('M… E…'),
    email: masked('m…@e….org'),
    number: null,
    email_verified: true,
    created_at: '2026-06-01T12:00:00Z',
  },
  {
    id: id('usr', 2),
    account: id('acc', 2),
    name: masked('M… E…'),
    email: masked('m…@h….example'),
    number: null,
    email_verified: false,
    created_at: '2026-11-20T12:00:00Z',
  },
]
export const vendors: VendorFound[] = [
  { ...courier, status: 'open', sites: ['https://courier.example'], created_at: '2026-06-01T12:00:00Z' },
  { ...halfstep, status: 'suspended', sites: ['https://halfstep.example'], created_at: '2026-07-01T12:00:00Z' },
]
export const purchases: PurchaseFound[] = (['captured', 'authorized', 'declined'] as const).map((status, place) => ({
  id: id('txn', place + 1),
  mode: place === 2 ? 'test' : 'live',
  vendor: courier,
  payer: place === 2 ? null : id('acc', 1),
  item_title: 'The pumping station that keeps Ely dry',
  status,
  order_reference: `fc-${18_000 + place}`,
  price: money(120_000n),
  captured: status === 'captured' ? money(120_000n) : none,
  refunded: none,
  requested_at: '2026-11-24T10:42:51Z',
}))

export const found: Found = {
  users,
  vendors,
  purchases,
  vouchers: [
    {
      last4: '1234',
      amount: money(10_000_000n),
      batch: 'autumn',
      status: 'used',
      expires_at: '2027-12-31T12:00:00Z',
      account: id('acc', 1),
      redeemed_at: '2026-11-12T09:00:00Z',
    },
  ],
  payments: [
    {
      id: id('pay', 1),
      account: id('acc', 1),
      kind: 'check',
      reference: 'Fenland Bank 10-422',
      amount: money(12_500_000n),
      received_on: '2026-11-20',
      recorded_at: '2026-11-23T09:00:00Z',
      reversed_at: null,
    },
  ],
  more: ['users'],
  hints: [],
}

export const account: Account = {
  id: id('acc', 1),
  status: 'open',
  opened_at: '2026-06-01T12:00:00Z',
  time_zone: 'Europe/London',
  members: users.slice(0, 1),
  wallets: [
    { currency: 'USD', available: money(12_775_000n), held: money(1_800_000n), owed: none },
    { currency: 'EUR', available: money(3_000_000n, 'EUR'), held: money(0n, 'EUR'), owed: money(0n, 'EUR') },
  ],
  grants: [
    {
      id: id('grn', 1),
      title: 'Welcome tokens',
      issuer: 'Farthing',
      available: money(500_000n),
      spendable_at: '2026-06-01T12:00:00Z',
      expires_at: '2026-12-31T12:00:00Z',
    },
  ],
  limits,
  mandates: [
    {
      id: id('man', 1),
      label: 'Reading assistant',
      mode: 'live',
      status: 'live',
      ceiling: money(5_000_000n),
      left: money(4_000_000n),
      per_purchase_max: null,
      vendors: null,
      created_at: '2026-11-01T12:00:00Z',
      expires_at: '2026-12-01T12:00:00Z',
      revoked_at: null,
    },
  ],
  sessions: [{ user: id('usr', 1), created_at: '2026-11-24T08:00:00Z', expires_at: '2026-12-24T08:00:00Z' }],
}

const happened = { amount: null, balance: null, purchase: null, vendor: null, staff: null, reason: null, title: '' }
export const events: AccountEvent[] = [
  { ...happened, at: '2026-11-24T10:43:00Z', kind: 'look', name: 'account', staff: ines, reason: 'Ticket 1042' },
  {
    ...happened,
    at: '2026-11-24T10:42:00Z',
    kind: 'movement',
    name: 'purchase',
    title: 'The pumping station that keeps Ely dry',
    amount: money(-120_000n),
    balance: money(12_775_000n),
    vendor: courier,
  },
  { ...happened, at: '2026-11-01T12:00:00Z', kind: 'mandate_given', name: 'mandate_given', title: 'Reading assistant' },
  { ...happened, at: '2026-06-01T12:00:00Z', kind: 'opened', name: 'opened' },
]
export const tokens: TokensGranted[] = [
  { id: id('iss', 1), method: 'voucher', amount: money(25_000_000n), at: '2026-11-12T09:00:00Z' },
]

export const notices: Answer<'get', '/api/desk/accounts/{acc}/notices'> = {
  data: [
    {
      user: id('usr', 1),
      notice: {
        id: id('ntc', 1),
        object: 'notice',
        kind: 'receipt',
        subject: 'Your receipts of yesterday',
        created_at: '2026-11-23T09:00:00Z',
        state: 'bounced',
        due_at: null,
        ended_at: '2026-11-24T07:00:00Z',
      },
    },
  ],
  next_cursor: null,
  members: [{ user: id('usr', 1), reached: false }],
}
export const caller: Answer<'get', '/api/desk/accounts/{acc}/caller'> = {
  verified: null,
  questions: { tries_left: 2, locked_until: null },
  mail_code: { tries_left: 0, locked_until: '2026-11-25T10:00:00Z' },
}

export const vendor: VendorWhole = {
  ...courier,
  status: 'open',
  opened_at: '2026-06-01T12:00:00Z',
  sites: ['https://courier.example'],
  suspension: null,
  fee: { basis_points: 500, fixed: '0.0001', from: null },
  next_fees: [{ basis_points: 400, fixed: '0', from: '2027-01-01T00:00:00Z' }],
  team: [{ user: id('usr', 3), name: masked('J… B…'), email: masked('j…@c….example'), role: 'owner' }],
  keys: [
    {
      id: id('key', 1),
      mode: 'live',
      label: 'web server',
      last4: 'x9Q2',
      created_at: '2026-06-01T12:00:00Z',
      revoked_at: null,
    },
  ],
  endpoints: [
    {
      id: id('whe', 1),
      mode: 'live',
      url: 'https://courier.example/hooks',
      events: null,
      created_at: '2026-06-01T12:00:00Z',
    },
  ],
  balances: [
    {
      currency: 'USD',
      payable: money(84_250_000n),
      held: money(6_200_000n),
      sales: money(120_000_000n),
      refunds: money(1_000_000n),
      fees: money(6_000_000n),
    },
  ],
}

export const item: WorkItemWhole = {
  id: id('wit', 1),
  kind: 'letter.print',
  title: 'A letter with a code',
  lines: [{ label: 'Asked for by', value: 'Ines Correia' }],
  subject: { kind: 'payer', id: id('acc', 1) },
  opened_at: '2026-11-23T09:00:00Z',
  due_at: '2026-11-24T09:00:00Z',
  assignee: null,
  claimed_by: ines,
  claimed_until: '2026-11-24T11:10:00Z',
  mine: true,
  ended: null,
  acts: [{ name: 'letter.printed', input: { letter: id('wit', 1) } }],
  people: [ines, rui],
  notes: [{ id: id('wno', 1), by: rui, at: '2026-11-24T08:00:00Z', text: 'The printer in the hall has the paper.' }],
}
const { acts: _acts, people: _people, notes: _notes, ...listed } = item
export const items = [
  listed,
  { ...listed, id: id('wit', 2), mine: false, claimed_by: rui, due_at: '2026-11-25T09:00:00Z' },
  { ...listed, id: id('wit', 3), mine: false, claimed_by: null, claimed_until: null, assignee: rui },
]
export const queues: QueueCount[] = [
  { kind: 'letter.print', says: 'Letters', open: 3, late: 2, mine: 1, oldest_at: '2026-11-23T09:00:00Z' },
  { kind: 'notice.bounced', says: 'Addresses', open: 0, late: 0, mine: 0, oldest_at: null },
]

const lines: Plan['lines'] = [
  {
    what: 'credit',
    before: { kind: 'money', money: { amount: '0', currency: 'USD' } },
    after: { kind: 'money', money: { amount: '30', currency: 'USD' } },
    beside: false,
  },
  { what: 'ends', before: null, after: { kind: 'at', at: '2027-02-22T10:43:00Z' }, beside: false },
  {
    what: 'free_tokens',
    before: { kind: 'money', money: { amount: '12.775', currency: 'USD' } },
    after: { kind: 'money', money: { amount: '42.775', currency: 'USD' } },
    beside: true,
  },
]
export const plan: Plan = {
  lines,
  amount: { amount: '30', currency: 'USD' },
  plan_hash: 'a'.repeat(64),
  second_person: 'above_limit',
}
export const prepared: PreparedAct = {
  id: id('act', 1),
  name: 'account.credit',
  status: 'waiting',
  staff: rui,
  reason: 'Ticket 1042: the song never played',
  subject: { kind: 'payer', id: id('acc', 1) },
  created_at: '2026-11-24T09:00:00Z',
  expires_at: '2026-11-26T09:00:00Z',
  ended_at: null,
  second_person: 'above_limit',
  second: null,
  second_reason: null,
  lines,
  plan_hash: 'a'.repeat(64),
  may: { approve: true, withdraw: false },
  changed: false,
  now: null,
}
export const decided: PreparedAct = {
  ...prepared,
  id: id('act', 2),
  status: 'refused',
  second: ines,
  ended_at: '2026-11-24T10:00:00Z',
  second_reason: 'The song played twice',
  may: { approve: false, withdraw: false },
}

const field = (pattern: string, title: string) => ({ type: 'string', pattern, title })
export const acts: ActDescribed[] = [
  {
    name: 'account.credit',
    says: 'Give credit',
    fresh: true,
    input: {
      type: 'object',
      required: ['account', 'amount'],
      properties: {
        account: field('^acc_[0-7]', 'Account'),
        amount: {
          type: 'object',
          required: ['amount', 'currency'],
          properties: { amount: { type: 'string' }, currency: { type: 'string' } },
        },
        title: { type: 'string', maxLength: 60 },
        days: { type: 'integer', minimum: 1, maximum: 365 },
      },
    },
  },
  {
    name: 'account.block',
    says: 'Block an account',
    fresh: false,
    input: {
      type: 'object',
      required: ['account', 'why'],
      properties: {
        account: field('^acc_[0-7]', 'Account'),
        why: { anyOf: [{ const: 'asked_for' }, { const: 'suspected_fraud' }] },
      },
    },
  },
  {
    name: 'vendor.suspend',
    says: 'Suspend a vendor',
    fresh: false,
    input: { type: 'object', required: ['vendor'], properties: { vendor: field('^ven_[0-7]', 'Vendor') } },
  },
  {
    name: 'purchase.refund',
    says: 'Refund a purchase',
    fresh: true,
    input: { type: 'object', required: ['purchase'], properties: { purchase: field('^txn_[0-7]', 'Purchase') } },
  },
  {
    name: 'staff.invite',
    says: 'Invite somebody',
    fresh: true,
    input: {
      type: 'object',
      required: ['name', 'email', 'roles'],
      properties: {
        name: { type: 'string', maxLength: 100 },
        email: { type: 'string', maxLength: 254 },
        roles: { type: 'array', items: { anyOf: [{ const: 'support' }, { const: 'finance' }] } },
      },
    },
  },
]

export const work: TimedWork[] = (['failing', 'running', 'waiting', 'given_up'] as const).map((status, place) => ({
  job: status === 'given_up' ? id('job', 1) : null,
  name: status === 'given_up' ? 'bank file' : (['expire holds', 'sweep sessions', 'expire grants'][place] ?? ''),
  rule: status === 'given_up' ? null : 'every minute',
  status,
  due_at: '2026-11-24T10:43:00Z',
  next_try_at: status === 'given_up' ? null : '2026-11-24T10:44:00Z',
  started_at: '2026-11-24T10:42:00Z',
  ended_at: status === 'running' ? null : '2026-11-24T10:42:01Z',
  tries: place,
  progress: status === 'running' ? { done: 6, of: 40, words: 'sessions' } : null,
  last_error: status === 'given_up' || status === 'failing' ? 'line 7 has no amount' : null,
  last_error_at: null,
}))

export const record: RecordLine[] = (['look', 'act', 'prepared'] as const).map((kind, place) => ({
  id: id('rec', place),
  at: '2026-11-24T10:42:00Z',
  staff: place === 1 ? rui : ines,
  kind,
  name: ['account', 'account.block', 'account.credit'][place] ?? '',
  subject: { kind: 'payer', id: id('acc', 1) },
  account: id('acc', 1),
  reason: 'Ticket 1042',
  facts: [],
}))
export const months = [{ month: '2026-10', lines: 1204, sha256: 'ab'.repeat(32), closed_at: '2026-11-01T00:00:00Z' }]

export const staff = [
  {
    ...ines,
    email: 'ines@farthing.example',
    status: 'active',
    roles: ['support'],
    limits: [],
    invited_at: '2026-06-01T12:00:00Z',
  },
  {
    ...rui,
    email: 'rui@farthing.example',
    status: 'invited',
    roles: ['finance'],
    limits: [],
    invited_at: '2026-11-20T12:00:00Z',
  },
]
export const roles = {
  data: [
    { role: 'support', as_built: true, permissions: ['accounts.read'] },
    { role: 'auditor', as_built: false, permissions: ['accounts.read', 'record.read'] },
  ],
  permissions: [
    { name: 'accounts.read', says: 'See an account', reads: true },
    { name: 'record.read', says: 'Read the record of what staff did', reads: true },
  ],
}
export const rules = [
  {
    act: 'account.credit',
    says: 'Give credit',
    when: 'above',
    above: [{ amount: '20', currency: 'USD' }],
    can_change: true,
    changed_at: null,
  },
  { act: 'staff.invite', says: 'Invite somebody', when: 'always', above: [], can_change: false, changed_at: null },
]
export const views = [
  {
    id: id('viw', 1),
    table: 'purchases',
    name: 'Declined today',
    query: 'status=declined',
    shared: true,
    own: false,
    by: 'Rui Abreu',
  },
]
