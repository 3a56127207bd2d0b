import type { ApiKey, Overview, Sale, SaleDetail, Site } from '../../src/api/shapes.ts'
import { money } from './money.ts'
import { courier, id } from './wallet-facts.ts'

const none = money(0n)

const sale = (number: number, at: string, item_title: string, micros: bigint, rest: Partial<Sale> = {}): Sale => ({
  id: id('txn', number),
  mode: 'live',
  at,
  item: id('itm', number),
  item_title,
  payer: id('psn', number),
  status: 'captured',
  order_reference: `fc-${18_000 + number}`,
  price: money(micros),
  captured: money(micros),
  refunded: none,
  net: money(micros),
  decline: null,
  ...rest,
})

export const sales: Sale[] = [
  sale(1, '2026-11-24T10:42:51Z', 'The pumping station that keeps Ely dry', 120_000n),
  sale(2, '2026-11-24T10:42:38Z', 'Crossword 18,204', 25_000n),
  sale(3, '2026-11-24T10:42:04Z', 'Print of the lock at Denver, A3', 6_200_000n, {
    status: 'authorized',
    captured: none,
    net: none,
  }),
  sale(4, '2026-11-24T10:41:57Z', 'Small feet, long memory', 90_000n, { refunded: money(90_000n), net: none }),
  sale(5, '2026-11-24T10:41:49Z', 'Day pass', 450_000n, {
    status: 'declined',
    captured: none,
    net: none,
    decline: { code: 'limit_exceeded', detail: 'A spending limit would be passed' },
  }),
]

/** As many sales as asked, cycling through the five. */
export const manySales = (number: number): Sale[] =>
  Array.from({ length: Math.ceil(number / sales.length) }, () => sales)
    .flat()
    .slice(0, number)
    .map((row, place) => ({
      ...row,
      id: id('txn', place + 1),
      at: new Date(Date.parse('2026-11-24T10:42:51Z') - place * 613_000).toISOString(),
      order_reference: `fc-${18_001 + place}`,
    }))

const days = (number: number): Overview['by_day'] =>
  Array.from({ length: number }, (_, place) => {
    const sold = BigInt(19 + ((place * 37) % 29) + place) * 1_000_000n + BigInt(place * 2_500)
    // One day gives back more than it sells.
    const back = place === number - 4 ? sold + 12_000_000n : 0n
    const net = sold - back
    return {
      day: new Date(Date.parse('2026-11-24T00:00:00Z') - (number - 1 - place) * 86_400_000).toISOString().slice(0, 10),
      sales: money(sold),
      refunds: money(back),
      net: money(net),
      vendor: money((net * 65n) / 100n),
      royalties: money((net * 30n) / 100n),
      fees: money((net * 5n) / 100n),
    }
  })

export const overview = (number: number): Overview => ({
  vendor: {
    ...courier,
    status: 'open',
    suspension: null,
    fee: { basis_points: 500, fixed: '0', from: null },
    next_fees: [],
    sites: ['http://courier.localhost:4401'],
  },
  mode: 'live',
  currency: 'USD',
  currencies: ['USD'],
  totals: {
    sales: money(1_275_400_000n),
    purchases: 11_082,
    refunds: money(8_640_000n),
    net: money(1_266_760_000n),
    royalties: money(387_720_000n),
    vendor: money(815_702_000n),
    rightsholders: 14,
    fees: money(63_338_000n),
    median_price: money(90_000n),
  },
  days: { from: '2026-10-26', to: '2026-11-24', time_zone: 'Europe/London' },
  by_day: days(number),
  payable: money(412_370_000n),
  held: money(6_200_000n),
  royalties_payable: money(201_450_000n),
  top_items: [
    {
      id: id('itm', 1),
      title: 'The pumping station that keeps Ely dry',
      price: money(120_000n),
      sold: 1_904,
      vendor: money(141_090_000n),
    },
    { id: id('itm', 2), title: 'Day pass', price: money(450_000n), sold: 388, vendor: money(124_400_000n) },
    {
      id: id('itm', 3),
      title: 'Small feet, long memory',
      price: money(90_000n),
      sold: 1_377,
      vendor: money(88_230_000n),
    },
    { id: id('itm', 4), title: 'Crossword 18,204', price: money(25_000n), sold: 2_610, vendor: money(61_980_000n) },
    {
      id: id('itm', 5),
      title: 'Planning notices, weekly file',
      price: money(300_000n),
      sold: 164,
      vendor: money(46_740_000n),
    },
  ],
  latest: sales,
})

const people = [
  { rightsholder: id('rsh', 1), name: 'Nora Whitlock', role: 'author', basis_points: 3000, micros: 34_200n },
  { rightsholder: id('rsh', 2), name: 'Idris Vane', role: 'photographs', basis_points: 500, micros: 5_700n },
] as const

/** Who has what of 0.12, of which all or nothing was given back. */
function split(refunds: 0n | 1n): NonNullable<SaleDetail['split']> {
  const sums = (micros: bigint) => ({
    paid: money(micros),
    given_back: money(micros * refunds),
    net: money(micros * (1n - refunds)),
  })
  return {
    parties: [
      { party: 'vendor', name: courier.name, role: '', basis_points: null, ...sums(74_100n) },
      ...people.map(({ name, role, basis_points, micros }) => ({
        party: 'rightsholder' as const,
        name,
        role,
        basis_points,
        ...sums(micros),
      })),
      { party: 'provider', name: 'Farthing', role: 'provider’s fee', basis_points: null, ...sums(6_000n) },
    ],
    ...sums(120_000n),
  }
}

const royalty = (
  at: string,
  key: string,
  type: 'capture' | 'refund',
  sign: 1n | -1n,
): SaleDetail['royalty_transactions'][number] => ({
  id: key,
  type,
  at,
  amount: money(sign * 120_000n),
  fee: money(sign * 6_000n),
  vendor: money(sign * 74_100n),
  shares: people.map(({ micros, ...rest }) => ({ ...rest, amount: money(sign * micros) })),
})

export const detail = (row: Sale): SaleDetail => ({
  ...row,
  item_version: 3,
  item_kind: 'content',
  licence_words: 'Read any number of times for 30 days',
  requested_at: row.at,
  expires_at: '2026-11-24T10:57:30Z',
  authorized_at: row.at,
  hold_expires_at: row.status === 'authorized' ? '2026-12-01T10:42:04Z' : null,
  can_refund: row.status === 'captured' && row.refunded.amount === '0',
  can_capture: row.status === 'authorized',
  can_void: row.status === 'authorized',
  split: row.status === 'captured' ? split(row.refunded.amount === '0' ? 0n : 1n) : null,
  royalty_transactions:
    row.status === 'captured'
      ? [
          royalty(row.at, id('cap', 1), 'capture', 1n),
          ...(row.refunded.amount === '0' ? [] : [royalty(row.at, id('rfd', 1), 'refund', -1n)]),
        ]
      : [],
  refunds: [],
  return_url: 'http://courier.localhost:4401/pumping-station',
  cancel_url: 'http://courier.localhost:4401/',
  vendor_login: null,
  tracking: { campaign: 'autumn-letter', placement: 'front' },
  form_parameters: {
    section: 'features',
    'gift note': 'For Nell,\nwith love',
    size: ['M', 'L'],
    coupon: '',
    shipping_address_second_line_of_the_recipient_if_not_of_the_buyer: 'Willow Cottage',
  },
  timeline: [
    { at: '2026-11-24T10:42:30Z', what: 'Asked for by your server' },
    { at: '2026-11-24T10:42:51Z', what: 'Approved and captured' },
    { at: '2026-11-24T10:42:52Z', what: 'Webhook purchase.captured delivered' },
  ],
})

export const keys: ApiKey[] = [
  {
    id: id('key', 1),
    mode: 'live',
    label: 'web server',
    last4: '9fQ2',
    created_at: '2026-10-02T09:00:00Z',
    revoked_at: null,
  },
  {
    id: id('key', 2),
    mode: 'live',
    label: 'old server',
    last4: 'x81c',
    created_at: '2026-08-02T09:00:00Z',
    revoked_at: '2026-10-03T09:00:00Z',
  },
]
export const sites: Site[] = [{ url: 'http://courier.localhost:4401' }]
