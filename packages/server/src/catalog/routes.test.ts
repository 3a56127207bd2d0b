import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '../platform/actor.ts'
import type { TestProvider } from '../platform/testing.ts'
import { testProvider } from '../platform/testing.ts'
import type { Answered, TestVendor } from '../vendor/fixtures.ts'
import { aServerOf, aVendor } from '../vendor/fixtures.ts'
import { parseItemFacts } from './facts.ts'
import { findItem, findOrPublish } from './find.ts'
import { itemId } from './publish.ts'

const like = (form: RegExp): unknown => expect.stringMatching(form)

let provider: TestProvider
let courier: TestVendor
let halfstep: TestVendor

beforeAll(async () => {
  provider = await testProvider({ FARTHING_RATE_LIMIT_REQUESTS: '0' })
  courier = await aVendor(provider)
  halfstep = await aVendor(provider, { name: 'Halfstep Records', sites: ['https://halfstep.example'] })
})
afterAll(() => provider.close())

const eels = {
  sku: 'eels',
  title: 'The eels are back',
  description: 'After forty years.',
  price: { amount: '0.0025', currency: 'USD' },
  content_url: 'https://courier.example/eels',
  terms: { times_to_view: 3, hours_to_view: 48, days_to_view: 7, expires_at: '2026-12-31T23:00:00.000Z' },
  incentive_ids: ['autumn'],
}

describe('R44: what a vendor says of an item', () => {
  test('R44: every fact comes back as it was sent', async () => {
    const author = (await courier.post('/v1/rightsholders', { name: 'Nell Fenn', role: 'author' })).json<Answered>()
    const shares = [{ rightsholder: author.id, role: 'author', basis_points: 4_000 }]
    const answer = await courier.post('/v1/items', { ...eels, shares })
    expect(answer.statusCode).toBe(201)
    const item = answer.json<Answered>()
    expect(item).toEqual({
      ...eels,
      id: like(/^itm_/),
      object: 'item',
      mode: 'live',
      version: 1,
      kind: 'content',
      terms: { ...eels.terms, counts_from: 'first_opening' },
      shares,
      created_at: '2026-06-01T12:00:00.000Z',
    })
    expect((await courier.get(`/v1/items/${item.id}`)).json<Answered>()).toEqual(item)
  })

  test('R44: the least that an item says is sku, title and price', async () => {
    const answer = await courier.post('/v1/items', {
      sku: 'least',
      title: 'Least',
      price: { amount: '1', currency: 'JPY' },
    })
    expect(answer.json<Answered>()).toMatchObject({
      version: 1,
      kind: 'content',
      description: '',
      content_url: null,
      terms: { counts_from: 'first_opening' },
      shares: [],
    })
  })

  test('R44: unchanged content is the same version, changed content the next, and old content its old one', async () => {
    const at = (amount: string) => ({ sku: 'versions', title: 'Versions', price: { amount, currency: 'USD' } })
    const versions = []
    for (const amount of ['0.1', '0.1', '0.2', '0.1', '0.3', '0.2']) {
      const answer = await courier.post('/v1/items', at(amount))
      versions.push([amount, answer.json<Answered>().version])
      const shown = (await courier.get(`/v1/items/${answer.json<Answered>().id}`)).json<Answered>()
      expect(shown).toEqual(answer.json<Answered>())
    }
    expect(versions).toEqual([
      ['0.1', 1],
      ['0.1', 1],
      ['0.2', 2],
      ['0.1', 1],
      ['0.3', 3],
      ['0.2', 2],
    ])
  })

  test('R44: inline facts that were sent before are found without a word in the log', async () => {
    const { deps } = provider
    const parsed = parseItemFacts({ sku: 'inline', title: 'Inline', price: { amount: '0.01', currency: 'USD' } })
    if (parsed.kind === 'refused') throw new Error('these facts are right')
    const first = await findOrPublish(deps, courier.vendor, 'live', parsed.content, visitor)
    const [last] = (await deps.ledger.log({ after: 0n, limit: 10_000 })).slice(-1)
    const second = await findOrPublish(deps, courier.vendor, 'live', parsed.content, visitor)
    expect(second).toEqual(first)
    expect((await deps.ledger.log({ after: last?.seq ?? 0n, limit: 10 })).length).toBe(0)
    const onSale = await findItem(deps, courier.vendor, 'live', itemId(courier.vendor, 'live', 'inline'))
    expect(onSale?.row.number).toBe(1n)
    const twice = await Promise.all(
      ['0.02', '0.02'].map((amount) => {
        const facts = parseItemFacts({ sku: 'at-once', title: 'At once', price: { amount, currency: 'USD' } })
        if (facts.kind === 'refused') throw new Error('these facts are right')
        return findOrPublish(deps, courier.vendor, 'live', facts.content, visitor)
      }),
    )
    expect(twice[0]).toEqual(twice[1])
  })

  test('T25: titles are kept in NFC', async () => {
    const answer = await courier.post('/v1/items', {
      sku: 'nfc',
      title: 'Cafe\u0301',
      price: { amount: '1', currency: 'USD' },
    })
    expect(answer.json<Answered>().title).toBe('Caf\u00e9')
  })
})

describe('T3: amounts that are none', () => {
  const amounts = [
    '-1',
    '0',
    '0.0',
    '0.000000',
    'NaN',
    '1e3',
    '1,5',
    '12345678901234567890',
    '0.0000001',
    '01',
    '.5',
    '1.',
    '+1',
    ' 1',
    '1 ',
    '',
    '٣',
    '0x1',
    'Infinity',
    '1000000000.000001',
  ]
  test.each(amounts)('T3: %j is refused by name', async (amount) => {
    const answer = await courier.post('/v1/items', {
      sku: 'amount',
      title: 'Amount',
      price: { amount, currency: 'USD' },
    })
    expect([answer.statusCode, answer.json<Answered>().code, answer.json<Answered>().param]).toEqual([
      422,
      'invalid_request',
      'price.amount',
    ])
  })

  test.each([1, 0.5, null, true, ['1'], { value: '1' }])('T3: %j in place of a text is refused', async (amount) => {
    const answer = await courier.post('/v1/items', {
      sku: 'amount',
      title: 'Amount',
      price: { amount, currency: 'USD' },
    })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'price.amount'])
  })

  test('T3: the smallest and the largest price are taken exactly', async () => {
    for (const amount of ['0.000001', '1000000000', '999999999.999999']) {
      const answer = await courier.post('/v1/items', {
        sku: `amount-${amount}`,
        title: 'Amount',
        price: { amount, currency: 'USD' },
      })
      expect([answer.statusCode, answer.json<Answered>()['price']]).toEqual([201, { amount, currency: 'USD' }])
    }
  })
})

describe('what is refused', () => {
  const bad: [string, object, string, string][] = [
    ['T13: a content URL elsewhere', { content_url: 'https://evil.example/' }, 'url_not_registered', 'content_url'],
    [
      'T13: a content URL with userinfo',
      { content_url: 'https://courier.example@evil.example/' },
      'url_not_registered',
      'content_url',
    ],
    ['T16: a misspelt field', { titel: 'x' }, 'invalid_request', 'titel'],
    [
      'T16: a misspelt field of the price',
      { price: { amount: '1', curency: 'USD', currency: 'USD' } },
      'invalid_request',
      'price.curency',
    ],
    ['R44: an unknown currency', { price: { amount: '1', currency: 'CHF' } }, 'invalid_request', 'price.currency'],
    ['R44: no views at all', { terms: { times_to_view: 0 } }, 'invalid_request', 'terms.times_to_view'],
    ['R44: half a view', { terms: { times_to_view: 1.5 } }, 'invalid_request', 'terms.times_to_view'],
    [
      'R44: an expiry without its zone',
      { terms: { expires_at: '2026-12-31T23:00:00' } },
      'invalid_request',
      'terms.expires_at',
    ],
    [
      'T3: an expiry on 30 February',
      { terms: { expires_at: '2027-02-30T00:00:00Z' } },
      'invalid_request',
      'terms.expires_at',
    ],
    ['T25: a blank title', { title: ' \u00a0' }, 'invalid_request', 'title'],
    ['T25: a title of nothing that is seen', { title: '\u3164' }, 'invalid_request', 'title'],
    ['T25: a sku with a space at its end', { sku: 'eels ' }, 'invalid_request', 'sku'],
    ['T25: a title of private characters', { title: 'a\ue000' }, 'invalid_request', 'title'],
    ['T25: a title that turns its direction', { title: 'abc\u202e' }, 'invalid_request', 'title'],
    ['T25: a title with nothing between', { title: 'a\u200bb' }, 'invalid_request', 'title'],
    ['T25: a title with a line end', { title: 'a\r\nb' }, 'invalid_request', 'title'],
    ['T25: a NUL', { description: 'a\u0000b' }, 'invalid_request', 'description'],
    ['R44: no title', { title: '' }, 'invalid_request', 'title'],
    ['R44: an unknown kind', { kind: 'rental' }, 'invalid_request', 'kind'],
    [
      'R19: somebody who is nobody',
      { shares: [{ rightsholder: 'rsh_00000000000000000000000000', role: 'author', basis_points: 1 }] },
      'rightsholder_unknown',
      'shares.0.rightsholder',
    ],
  ]
  test.each(bad)('%s is refused by name, and nothing is published', async (what, wrong, code, param) => {
    const sku = `bad ${what}`
    const answer = await courier.post('/v1/items', { ...eels, sku, ...wrong })
    expect([answer.statusCode, answer.json<Answered>().code, answer.json<Answered>().param]).toEqual([422, code, param])
    expect(await findItem(provider.deps, courier.vendor, 'live', itemId(courier.vendor, 'live', sku))).toBeUndefined()
  })

  test('R19: shares of more than the whole are refused', async () => {
    const { id } = (await courier.post('/v1/rightsholders', { name: 'A', reference: 'a' })).json<Answered>()
    const shares = [
      { rightsholder: id, role: 'author', basis_points: 6_000 },
      { rightsholder: id, role: 'editor', basis_points: 4_001 },
    ]
    const answer = await courier.post('/v1/items', { ...eels, shares })
    expect([answer.statusCode, answer.json<Answered>().param]).toEqual([422, 'shares'])
  })

  test('T15 R19: another vendor’s rightsholder is unknown', async () => {
    const { id } = (await halfstep.post('/v1/rightsholders', { name: 'Theirs' })).json<Answered>()
    const answer = await courier.post('/v1/items', {
      ...eels,
      shares: [{ rightsholder: id, role: 'author', basis_points: 100 }],
    })
    expect(answer.json<Answered>()).toMatchObject({ code: 'rightsholder_unknown', param: 'shares.0.rightsholder' })
  })

  test('T15: another vendor’s item is not there, nor is one of the other mode', async () => {
    const { id } = (await courier.post('/v1/items', eels)).json<Answered>()
    const inTest = await aServerOf(provider, courier.vendor, courier.owner.user, 'test')
    for (const server of [halfstep, inTest]) {
      const answer = await server.get(`/v1/items/${id}`)
      expect([answer.statusCode, answer.json<Answered>().code]).toEqual([404, 'not_found'])
    }
    for (const wrong of ['itm_x', 'itm_00000000000000000000000000', 'txn_00000000000000000000000000']) {
      expect((await courier.get(`/v1/items/${wrong}`)).statusCode).toBe(404)
    }
  })
})

test('R44: the list goes page by page, newest first, without gap or double', async () => {
  const vendor = await aVendor(provider)
  const skus = ['a', 'b', 'c', 'd', 'e']
  for (const sku of skus) {
    provider.clock.advance(1)
    await vendor.post('/v1/items', { sku, title: sku, price: { amount: '1', currency: 'USD' } })
  }
  const seen: unknown[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: Answered = (
      await vendor.get(`/v1/items?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`)
    ).json<Answered>()
    seen.push(...page.data.map((item) => item.sku))
    cursor = page.next_cursor
  }
  expect(seen).toEqual(['e', 'd', 'c', 'b', 'a'])
  const wrong = await vendor.get('/v1/items?cursor=nonsense')
  expect([wrong.statusCode, wrong.json<Answered>().param]).toEqual([422, 'cursor'])
})

test('R44: reading facts never throws, and gives what is kept or a named refusal', () => {
  const amount = fc.oneof(fc.constantFrom('0', '0.0', '1', '0.000001', '9999999999'), fc.string())
  fc.assert(
    fc.property(amount, fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 4 }), (price, points) => {
      const shares = points.map((basisPoints) => ({
        rightsholder: 'rsh_00000000000000000000000001',
        role: 'author',
        basis_points: basisPoints,
      }))
      const read = parseItemFacts({ sku: 's', title: 't', price: { amount: price, currency: 'USD' }, shares })
      if (read.kind === 'refused') expect(['price.amount', 'shares']).toContain(read.refusal.param)
      else expect(read.content.priceMicros > 0n).toBe(true)
    }),
    { verbose: true },
  )
})
