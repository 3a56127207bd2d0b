import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Entitlement } from '../api.ts'
import { grantOf, packGrants, unpackGrants, withGrant } from './grants.ts'
import { Visitor, TestShop } from './fixtures.ts'

let shop: TestShop

beforeEach(async () => {
  shop = await TestShop.open()
})
afterEach(() => shop.provider.close())

const aVisitor = () => new Visitor(shop)

describe('R44: licences at the vendor', () => {
  it('counts a view at the provider for each admission, and offers again after the last', async () => {
    shop.terms['song'] = { times_to_view: 3 }
    const reader = aVisitor()
    await reader.buy('song')
    const left = []
    for (let view = 0; view < 3; view++) {
      const gate = await reader.admit('/song', 'song')
      left.push(gate.kind === 'open' ? gate.access.viewsLeft : gate.kind)
      shop.later(600)
    }
    expect(left).toEqual([2, 1, 0])
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'shut', notice: 'licence_ended' })
    expect(reader.cookies.size).toBe(0)
  })

  it('counts no view that was only looked at, fetched ahead or asked for by HEAD, and hands out none either', async () => {
    shop.terms['song'] = { times_to_view: 1 }
    const reader = aVisitor()
    const entitlement = await reader.buy('song')
    expect(await reader.admit('/song', 'song', { counts: false })).toMatchObject({
      kind: 'open',
      access: { viewsLeft: 1 },
    })
    expect((await reader.admit('/song', 'song', { method: 'HEAD' })).kind).toBe('shut')
    expect((await reader.admit('/song', 'song', { headers: { 'sec-purpose': 'prefetch' } })).kind).toBe('shut')
    expect(shop.provider.book.entitlement(entitlement).views_left).toBe(1)
  })

  it('starts the clock of a licence at the first opening, once', async () => {
    shop.terms['essay'] = { days_to_view: 30, counts_from: 'first_opening' }
    const reader = aVisitor()
    await reader.buy('essay')
    shop.later(3600)
    const endsAt = '2026-12-24T10:00:00.000Z'
    expect(await reader.admit('/essay', 'essay')).toMatchObject({ kind: 'open', access: { endsAt } })
    expect(await reader.admit('/essay', 'essay')).toMatchObject({ kind: 'open', access: { endsAt } })
    expect(shop.callsTo(/open$/)).toBe(1)
    shop.later(30 * 86_400 - 1)
    expect((await reader.admit('/essay', 'essay')).kind).toBe('open')
    shop.later(1)
    expect(await reader.admit('/essay', 'essay')).toMatchObject({ kind: 'shut', notice: 'licence_ended' })
  })

  it('prefers the licence that costs no view where several open one page', async () => {
    shop.terms['song'] = { times_to_view: 3 }
    const reader = aVisitor()
    await reader.buy('song')
    await reader.buy('album')
    expect(await reader.admit('/song', ['song', 'album'])).toMatchObject({ kind: 'open', access: { sku: 'album' } })
    expect(shop.callsTo(/open$/)).toBe(0)
  })

  it('learns of a refund within five minutes', async () => {
    const reader = aVisitor()
    const entitlement = await reader.buy('essay')
    shop.provider.book.refund(shop.provider.book.entitlement(entitlement).purchase)
    shop.later(299)
    expect((await reader.admit('/essay', 'essay')).kind).toBe('open')
    shop.later(1)
    expect(await reader.admit('/essay', 'essay')).toMatchObject({ kind: 'shut', notice: 'licence_ended' })
  })

  it('shuts no reader out while the provider is away, unless a view must be counted', async () => {
    shop.terms['song'] = { times_to_view: 3 }
    const reader = aVisitor()
    await reader.buy('essay')
    await reader.buy('song')
    shop.later(301)
    shop.provider.fail({ status: 503 }, { status: 503 }, { status: 503 }, { status: 503 })
    expect((await reader.admit('/essay', 'essay')).kind).toBe('open')
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'shut', notice: 'unreachable' })
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'open', access: { viewsLeft: 2 } })
  })

  it('says what this browser holds without a call', async () => {
    const reader = aVisitor()
    await reader.buy('essay')
    await reader.buy('album')
    const calls = shop.provider.calls.length
    expect((await shop.paywall.held(reader.ask('/'))).map((access) => access.sku)).toEqual(['album', 'essay'])
    expect(shop.provider.calls).toHaveLength(calls)
  })
})

describe('the access cookie', () => {
  const entitlement: Entitlement = {
    id: 'ent_01k9vq3m2r8tqd4s0c5w7x9y2z',
    object: 'entitlement',
    item: 'itm_01k9vq3m2r8tqd4s0c5w7x9y2z',
    item_title: 'An essay',
    payer: 'psn_01k9vq3m2r8tqd4s0c5w7x9y2z',
    purchase: 'txn_01k9vq3m2r8tqd4s0c5w7x9y2z',
    status: 'live',
    views_left: null,
    first_opened_at: '2026-11-24T09:00:00Z',
    ends_at: '2026-12-24T09:00:00Z',
    granted_at: '2026-11-24T09:00:00Z',
    terms: { days_to_view: 30 },
  }

  it('stays under the 4,096 bytes that browsers keep, and drops what was bought first', () => {
    let grants = [grantOf(entitlement, 'article-0', 0)]
    for (let bought = 1; bought < 100; bought++) {
      const id = `ent_01k9vq3m2r8tqd4s0c5w7x${String(bought).padStart(4, '0')}`
      grants = withGrant(grants, grantOf({ ...entitlement, id }, `article-${bought}`, 0))
    }
    const packed = packGrants(grants)
    const kept = unpackGrants(packed)
    expect(Math.ceil((JSON.stringify(packed).length * 4) / 3)).toBeLessThan(3_700)
    expect(kept.length).toBeGreaterThanOrEqual(20)
    expect(kept[0]).toEqual({ ...grants[0], sku: 'article-99' })
  })

  it('reads as nothing what is not its own shape', () => {
    for (const odd of [
      null,
      1,
      'x',
      {},
      { p: 1, g: 2 },
      { p: [], g: [null, [], ['a'], ['a', 'b', 0, null, null, 9, 0]] },
    ]) {
      expect(unpackGrants(odd)).toEqual([])
    }
  })
})
