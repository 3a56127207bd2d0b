// The page's states for its tests, each with figures that are easy to check by hand.
import type { Instant } from '@farthing/ledger'
import { sayIn } from '../../platform/html/index.ts'
import type { ApprovalView, Buyer, Offer } from './view.ts'

const at = (text: string): Instant => BigInt(Date.parse(text)) * 1_000n

const maud: Buyer = { name: 'Maud Ellery', timeZone: 'Europe/London' }

const anOffer: Offer = {
  t: sayIn('en'),
  provider: { name: 'Harbour Mutual', url: 'https://wallet.harbour.example' },
  mode: 'live',
  now: at('2026-11-24T10:57:00Z'),
  purchase: 'txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
  vendor: { name: 'The Fenland Courier', site: 'https://fenland-courier.example' },
  item: {
    title: 'The pumping station that keeps Ely dry',
    description: 'Long read by Nora Whitlock, 24 min',
    kind: 'content',
  },
  licence: 'Read it as often as you like for 30 days from when you first open it',
  over: false,
  priceMicros: 120_000n,
  currency: 'USD',
  expiresAt: at('2026-11-24T11:12:00Z'),
  backUrl: 'https://fenland-courier.example/pumping-station?farthing_purchase=txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
}

export const aReady: Extract<ApprovalView, { kind: 'ready' }> = {
  ...anOffer,
  kind: 'ready',
  buyer: maud,
  paidFrom: [
    { kind: 'grant', title: 'Courier’s gift', expiresAt: at('2026-11-30T12:00:00Z'), micros: 50_000n },
    { kind: 'wallet', micros: 70_000n },
  ],
  walletAfterMicros: 12_775_000n,
  giftsAfterMicros: 0n,
  limits: [
    {
      period: 'month',
      scope: null,
      spentMicros: 11_280_000n,
      maxMicros: 20_000_000n,
      renewsAt: at('2026-12-01T00:00:00Z'),
    },
  ],
  attempt: 'att_01k9vq3m5x',
  quote: 'b3c1e07f52',
  heldFirst: false,
  notice: null,
}

const german =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft: Aufstieg und Niedergang eines Verwaltungsungetüms'
const arabic = 'محطة الضخ التي تُبقي المدينة جافة'

const funds = {
  ...anOffer,
  kind: 'insufficient_funds',
  buyer: maud,
  payer: 'usr_01k9vq3m2r8tqd4s0c5w7x9y2z',
  vendor: { name: 'Halfstep Records', site: 'https://halfstep.example' },
  item: { title: 'Low Water, the whole album', description: 'Eleven songs by The Marrams', kind: 'content' },
  licence: 'Play it as often as you like, for good',
  priceMicros: 6_400_000n,
  availableMicros: 4_125_000n,
  attempt: 'att_01k9vq3m6y',
  voucher: '',
  refusal: null,
  notice: null,
  fundsUrl: '/wallet/funds',
} as const satisfies ApprovalView

/** Every state, and the hard cases of some, by name. */
export const approvalSamples = {
  ready: aReady,
  ready_long: {
    ...aReady,
    item: {
      title: german,
      description:
        'Eine Reportage in vier Teilen über die längste Behörde der Welt, ihre Stempel, ihre Flure und die Menschen, die in ihnen alt wurden. Mit Fotografien aus dem Archiv, einer Karte der Flure und einem Register der Stempel.',
      kind: 'content',
    },
    vendor: {
      name: 'Oberösterreichische Binnenschifffahrtszeitung',
      site: 'https://zeitung.binnenschifffahrt.example:8443',
    },
    buyer: { name: 'Maximiliane Freifrau von und zu Hohenschwangau-Ludwigshafen', timeZone: 'Europe/Vienna' },
    priceMicros: 25_025n,
    currency: 'EUR',
    paidFrom: [
      {
        kind: 'grant',
        title: 'Willkommensgeschenk der Genossenschaft',
        expiresAt: at('2026-11-24T22:00:00Z'),
        micros: 10_000n,
      },
      { kind: 'grant', title: 'Treuegabe', expiresAt: at('2027-01-10T12:00:00Z'), micros: 5_025n },
      { kind: 'wallet', micros: 10_000n },
    ],
    walletAfterMicros: 1_234_567_890_123n,
    limits: [
      { period: 'transaction', scope: null, spentMicros: 0n, maxMicros: 5_000_000n, renewsAt: null },
      { period: 'day', scope: null, spentMicros: 0n, maxMicros: 1_000_000n, renewsAt: at('2026-11-25T00:00:00Z') },
      {
        period: 'month',
        scope: null,
        spentMicros: 19_900_000n,
        maxMicros: 20_000_000n,
        renewsAt: at('2026-12-01T00:00:00Z'),
      },
    ],
  },
  ready_arabic: {
    ...aReady,
    item: { title: arabic, description: 'تحقيق طويل بقلم نورا ويتلوك', kind: 'content' },
    vendor: { name: 'صحيفة الأراضي الرطبة', site: 'https://wetlands.example' },
  },
  ready_plain: {
    ...aReady,
    item: { ...aReady.item, description: '' },
    licence: 'Play it as often as you like, for good',
    priceMicros: 2_500n,
    paidFrom: [{ kind: 'wallet', micros: 2_500n }],
    walletAfterMicros: 97_500n,
    limits: [],
    buyer: { name: 'Jo', timeZone: 'Asia/Tokyo' },
  },
  ready_gifts: {
    ...aReady,
    paidFrom: [
      { kind: 'grant', title: 'Welcome to Farthing', expiresAt: at('2026-12-24T12:00:00Z'), micros: 120_000n },
    ],
    walletAfterMicros: 0n,
    giftsAfterMicros: 380_000n,
    limits: [],
  },
  ready_goods: {
    ...aReady,
    item: { title: 'Low Water, on vinyl', description: 'Pressed in Norwich', kind: 'goods' },
    licence: '',
    heldFirst: true,
  },
  ready_test: {
    ...aReady,
    mode: 'test',
    limits: [],
    paidFrom: [{ kind: 'wallet', micros: 120_000n }],
    heldFirst: true,
  },
  ready_changed: { ...aReady, notice: { kind: 'quote_changed' } },
  ready_funded: { ...aReady, notice: { kind: 'funds_added', micros: 10_000_000n } },
  ready_unknown: { ...aReady, notice: { kind: 'outcome_unknown' } },
  signed_out: { ...anOffer, kind: 'signed_out', email: '', refusal: null, approved: false },
  signed_out_approved: { ...anOffer, kind: 'signed_out', email: '', refusal: null, approved: true },
  signed_out_refused: {
    ...anOffer,
    kind: 'signed_out',
    email: 'maud@ellery.example',
    refusal: 'sign_in_failed',
    approved: false,
  },
  window_closed: { ...anOffer, kind: 'window_closed', email: 'maud@ellery.example', refusal: null, approved: false },
  insufficient_funds: funds,
  insufficient_funds_refused: { ...funds, voucher: '4417 2093 8812 5530 9162 4430 7', refusal: 'voucher_used' },
  insufficient_funds_test: { ...funds, mode: 'test' },
  limit_exceeded: {
    ...anOffer,
    kind: 'limit_exceeded',
    buyer: maud,
    limit: {
      period: 'day',
      scope: null,
      spentMicros: 1_900_000n,
      maxMicros: 2_000_000n,
      renewsAt: at('2026-11-25T00:00:00Z'),
    },
    passesAt: at('2026-11-25T00:00:00Z'),
    limitsUrl: '/wallet/limits',
  },
  limit_exceeded_one: {
    ...anOffer,
    kind: 'limit_exceeded',
    buyer: maud,
    limit: { period: 'transaction', scope: null, spentMicros: 0n, maxMicros: 100_000n, renewsAt: null },
    passesAt: null,
    limitsUrl: '/wallet/limits',
  },
  limit_exceeded_days: {
    ...anOffer,
    kind: 'limit_exceeded',
    buyer: maud,
    limit: {
      period: 'last_days',
      days: 30,
      scope: { kind: 'vendor', name: 'The Fenland Courier' },
      spentMicros: 1_900_000n,
      maxMicros: 2_000_000n,
      renewsAt: at('2026-11-26T00:00:00Z'),
    },
    passesAt: at('2026-12-03T00:00:00Z'),
    limitsUrl: '/wallet/limits',
  },
  licence_held: {
    ...anOffer,
    kind: 'licence_held',
    buyer: maud,
    boughtAt: at('2026-11-17T10:42:00Z'),
    endsAt: at('2026-12-24T10:43:00Z'),
    viewsLeft: 3,
    receiptUrl: '/wallet/history/txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
  },
  bought: {
    ...anOffer,
    kind: 'bought',
    buyer: maud,
    at: at('2026-11-24T10:42:00Z'),
    held: false,
    refunded: false,
    receiptUrl: '/wallet/history/txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
  },
  expired: { ...anOffer, kind: 'expired', buyer: maud, now: at('2026-11-24T11:20:00Z') },
  bought_refunded: {
    ...anOffer,
    kind: 'bought',
    buyer: maud,
    at: at('2026-11-24T10:42:00Z'),
    held: false,
    refunded: true,
    receiptUrl: '/wallet/history/txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
  },
  hold_expired: { ...anOffer, kind: 'hold_expired', buyer: maud },
  bought_no_way_back: {
    ...anOffer,
    vendor: { name: 'The Fenland Courier', site: null },
    backUrl: null,
    kind: 'bought',
    buyer: maud,
    at: at('2026-11-24T10:42:00Z'),
    held: false,
    refunded: false,
    receiptUrl: '/wallet/history/txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
  },
  url_not_registered: {
    ...anOffer,
    vendor: { name: 'The Fenland Courier', site: null },
    backUrl: null,
    kind: 'url_not_registered',
    buyer: maud,
  },
  terms_ended: {
    ...anOffer,
    licence: 'Ended 24 November 2026, 10:50 GMT',
    over: true,
    kind: 'terms_ended',
    buyer: maud,
    endedAt: at('2026-11-24T10:50:00Z'),
  },
  voided: { ...anOffer, kind: 'voided', buyer: null },
  declined: { ...anOffer, kind: 'declined', buyer: maud },
  vendor_suspended: { ...anOffer, kind: 'vendor_suspended', buyer: maud },
  elsewhere: { ...anOffer, kind: 'elsewhere', buyer: maud },
  payer_mismatch: { ...anOffer, kind: 'payer_mismatch', buyer: maud },
  not_a_member: { ...anOffer, kind: 'not_a_member', buyer: maud },
  account_blocked: { ...anOffer, kind: 'account_blocked', buyer: maud },
} as const satisfies Record<string, ApprovalView>
