import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from '../client.ts'
import type { FarthingError } from '../errors.ts'
import { Visitor, TestShop } from './fixtures.ts'

let shop: TestShop
let errors: FarthingError[]

beforeEach(async () => {
  shop = await TestShop.open()
  shop.terms['song'] = { times_to_view: 3 }
  errors = []
  shop.paywall = shop.aPaywall({ onError: (error) => errors.push(error) })
})
afterEach(() => shop.provider.close())

async function aListener() {
  const reader = new Visitor(shop)
  const entitlement = await reader.buy('song')
  const viewsLeft = () => shop.provider.book.entitlement(entitlement).views_left
  return { reader, entitlement, viewsLeft }
}
const range = (from: number) => ({ headers: { range: `bytes=${from}-` } })

describe('R44: one playing takes one view', () => {
  it('a GET and two ranges of it go by one admission, which ends after ten minutes and is not renewed', async () => {
    const { reader, viewsLeft } = await aListener()
    expect((await reader.admit('/song', 'song')).kind).toBe('open')
    expect(await reader.admit('/song', 'song', range(0))).toMatchObject({ kind: 'open', access: { viewsLeft: 2 } })
    expect((await reader.admit('/song', 'song', range(65_536))).kind).toBe('open')
    expect(viewsLeft()).toBe(2)
    shop.later(599)
    expect((await reader.admit('/song', 'song', range(0))).kind).toBe('open')
    expect(viewsLeft()).toBe(2)
    shop.later(1)
    expect(await reader.admit('/song', 'song', range(0))).toMatchObject({
      kind: 'open',
      access: { viewsLeft: 1, admission: { endsAt: '2026-11-24T09:20:00.000Z' } },
    })
    expect(viewsLeft()).toBe(1)
  })

  it('the vendor says how long one view may take, for all or for one item', async () => {
    const film = (sku: string) => {
      const known = shop.offer(sku)
      return known === undefined || sku !== 'song' ? known : { ...known, admissionSeconds: 7_200 }
    }
    const { reader, viewsLeft } = await aListener()
    shop.paywall = shop.aPaywall({ admissionSeconds: 60, offer: film })
    await reader.admit('/song', 'song')
    shop.later(7_199)
    await reader.admit('/song', 'song', range(9))
    expect(viewsLeft()).toBe(2)
    shop.paywall = shop.aPaywall({ admissionSeconds: 60 })
    shop.later(1)
    await reader.admit('/song', 'song')
    shop.later(60)
    await reader.admit('/song', 'song')
    expect(viewsLeft()).toBe(0)
    for (const admissionSeconds of [0, 86_401, 1.5, NaN])
      expect(() => shop.aPaywall({ admissionSeconds })).toThrow(TypeError)
  })

  it('lasts as long where the vendor’s clock and the provider’s are an hour apart', async () => {
    for (const apart of [-3_600, 3_600]) {
      const { reader, viewsLeft } = await aListener()
      shop.paywall = shop.aPaywall({ clock: () => shop.time.now + apart * 1_000 })
      await reader.admit('/song', 'song')
      shop.later(599)
      await reader.admit('/song', 'song', range(9))
      expect(viewsLeft()).toBe(2)
      shop.later(1)
      await reader.admit('/song', 'song', range(9))
      expect(viewsLeft()).toBe(1)
    }
  })

  it('a player may look ahead within it, and the last view lasts as long as any', async () => {
    shop.terms['song'] = { times_to_view: 1 }
    const { reader, viewsLeft } = await aListener()
    expect((await reader.admit('/song', 'song', { method: 'HEAD' })).kind).toBe('shut')
    await reader.admit('/song', 'song')
    shop.later(500)
    for (const how of [{ method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch' } }, { counts: false }, range(7)])
      expect((await reader.admit('/song', 'song', how)).kind).toBe('open')
    expect(viewsLeft()).toBe(0)
    shop.later(100)
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'shut', notice: 'licence_ended' })
  })

  it('two songs of one page, asked for at once, keep an admission each', async () => {
    shop.terms['album'] = { times_to_view: 3 }
    const { reader, viewsLeft } = await aListener()
    const album = await reader.buy('album')
    for (let asked = 0; asked < 3; asked++)
      await Promise.all([reader.admit('/song', 'song', range(asked)), reader.admit('/album', 'album', range(asked))])
    expect([viewsLeft(), shop.provider.book.entitlement(album).views_left]).toEqual([2, 2])
    expect((await shop.paywall.held(reader.ask('/'))).map((access) => access.viewsLeft)).toEqual([2, 2])
  })

  it('keeps eight at a time in a browser, those that end last', async () => {
    const { reader } = await aListener()
    const [name = ''] = [...reader.cookies.keys()].filter((each) => each.includes('access'))
    for (let other = 0; other < 9; other++)
      reader.cookies.set(`${name.replace('access', 'admission')}_ent_${other}`, 'signed.long ago')
    await reader.admit('/song', 'song')
    const kept = [...reader.cookies.keys()].filter((each) => each.includes('admission'))
    expect([kept.length, kept.some((each) => each.length > 50)]).toEqual([8, true])
    expect([...reader.cookies].join('; ').length).toBeLessThan(2_000)
  })

  it('a request ahead of the way back spends no token', async () => {
    const reader = new Visitor(shop)
    const back = shop.provider.book.approve(await reader.begin('song'))
    for (const how of [{ method: 'HEAD' }, { headers: { 'sec-purpose': 'prefetch' } }])
      expect((await reader.admit(back, 'song', how)).kind).toBe('shut')
    expect((await reader.admit(back, 'song')).kind).toBe('redirect')
    expect((await reader.admit('/song', 'song')).kind).toBe('open')
    expect(shop.callsTo(/verify$/)).toBe(1)
  })

  it('stays when its payer comes again from the library, and is nobody else’s', async () => {
    const { reader, entitlement, viewsLeft } = await aListener()
    await reader.admit('/song', 'song')
    await reader.admit(shop.provider.book.openFromLibrary(entitlement, 'https://shop.test/song'), 'song')
    await reader.admit('/song', 'song')
    expect(viewsLeft()).toBe(2)
    const telephone = new Visitor(shop)
    await telephone.admit(shop.provider.book.openFromLibrary(entitlement, 'https://shop.test/song'), 'song')
    await telephone.admit('/song', 'song')
    expect(viewsLeft()).toBe(1)
  })

  it('ends within five minutes where the purchase is refunded', async () => {
    const { reader, entitlement } = await aListener()
    shop.paywall = shop.aPaywall({ admissionSeconds: 7_200 })
    await reader.admit('/song', 'song')
    shop.later(300)
    expect((await reader.admit('/song', 'song')).kind).toBe('open')
    shop.provider.book.refund(shop.provider.book.entitlement(entitlement).purchase)
    shop.later(300)
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'shut', notice: 'licence_ended' })
  })

  it('lets in while the provider is away, for as long as it lasts', async () => {
    const { reader } = await aListener()
    shop.paywall = shop.aPaywall({ admissionSeconds: 7_200 })
    await reader.admit('/song', 'song')
    shop.later(301)
    shop.provider.fail({ status: 503 }, { status: 503 })
    expect((await reader.admit('/song', 'song')).kind).toBe('open')
  })
})

describe('R44: paid and not delivered', () => {
  it('gives the view back where nothing went out, once', async () => {
    const { reader, viewsLeft } = await aListener()
    const gate = await reader.ahead('/song', 'song')
    expect(viewsLeft()).toBe(2)
    await gate.delivery.failed()
    await gate.delivery.failed()
    expect(viewsLeft()).toBe(3)
    expect(shop.callsTo(/void$/)).toBe(1)
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'open', access: { viewsLeft: 2 } })
  })

  it('keeps the view where anything went out, whatever is told then', async () => {
    const { reader, viewsLeft } = await aListener()
    const gate = await reader.ahead('/song', 'song')
    gate.delivery.sent()
    await gate.delivery.failed()
    expect([viewsLeft(), shop.callsTo(/void$/)]).toEqual([2, 0])
  })

  it('gives back the last view too, and the next request waits for it', async () => {
    shop.terms['song'] = { times_to_view: 1 }
    const { reader, viewsLeft } = await aListener()
    const gate = await reader.ahead('/song', 'song')
    void gate.delivery.failed()
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'open', access: { viewsLeft: 0 } })
    expect(viewsLeft()).toBe(0)
  })

  it('gives back the time of a licence whose clock it started', async () => {
    shop.terms['essay'] = { days_to_view: 30 }
    const reader = new Visitor(shop)
    const entitlement = await reader.buy('essay')
    await (await reader.ahead('/essay', 'essay')).delivery.failed()
    expect(shop.provider.book.entitlement(entitlement)).toMatchObject({ first_opened_at: null, ends_at: null })
    shop.later(3_600)
    expect(await reader.admit('/essay', 'essay')).toMatchObject({ access: { endsAt: '2026-12-24T10:00:00.000Z' } })
  })

  it('of two requests at once one view is taken, and given back only where both fail', async () => {
    const { reader, viewsLeft } = await aListener()
    const both = () => Promise.all([reader.ahead('/song', 'song'), reader.ahead('/song', 'song')])
    const [first, second] = await both()
    expect([viewsLeft(), shop.callsTo(/open$/)]).toEqual([2, 1])
    await first.delivery.failed()
    expect(viewsLeft()).toBe(2)
    second.delivery.sent()
    expect([viewsLeft(), shop.callsTo(/void$/)]).toEqual([2, 0])

    const [third, fourth] = await both()
    await Promise.all([third.delivery.failed(), fourth.delivery.failed()])
    expect([viewsLeft(), shop.callsTo(/void$/)]).toEqual([2, 1])
  })

  it('T2: whoever sends the old cookie again after something went out takes another view', async () => {
    const { reader, viewsLeft } = await aListener()
    const old = new Map(reader.cookies)
    await reader.admit('/song', 'song')
    reader.cookies.clear()
    for (const [name, value] of old) reader.cookies.set(name, value)
    await reader.admit('/song', 'song')
    expect(viewsLeft()).toBe(1)
  })

  it('of two browsers at once for the last view one is let in', async () => {
    shop.terms['song'] = { times_to_view: 1 }
    const { reader, entitlement } = await aListener()
    const telephone = new Visitor(shop)
    shop.later(1)
    await telephone.admit(shop.provider.book.openFromLibrary(entitlement, 'https://shop.test/song'), 'song')
    const gates = await Promise.all([reader.admit('/song', 'song'), telephone.admit('/song', 'song')])
    expect(gates.map((gate) => gate.kind).sort()).toEqual(['open', 'shut'])
  })

  it('finds the admission again whose answer was lost, and takes no second view', async () => {
    const { reader, viewsLeft } = await aListener()
    shop.provider.fail('drop', 'drop')
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'shut', notice: 'unreachable' })
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'open', access: { viewsLeft: 2 } })
    expect(viewsLeft()).toBe(2)
  })

  it('gives back what was lost and found too late', async () => {
    const { reader, viewsLeft } = await aListener()
    shop.provider.fail('drop', 'drop')
    await reader.admit('/song', 'song')
    shop.later(600)
    expect(await reader.admit('/song', 'song')).toMatchObject({ kind: 'open' })
    expect(viewsLeft()).toBe(2)
  })

  it('gives back what it could not, when the provider answers again', async () => {
    const { reader, viewsLeft } = await aListener()
    const somebody = new Visitor(shop)
    await somebody.buy('song')
    const gate = await reader.ahead('/song', 'song')
    shop.provider.fail({ status: 503 }, { status: 503 })
    await gate.delivery.failed()
    expect(viewsLeft()).toBe(2)
    await somebody.admit('/song', 'song')
    while (viewsLeft() !== 3) await new Promise(setImmediate)
  })

  it('tries four times in all', async () => {
    const { reader } = await aListener()
    const { apiKey, url: apiUrl } = shop.provider
    let tries = 0
    const line = (url: string, init: RequestInit) => {
      if (!url.endsWith('/void')) return fetch(url, init)
      tries += 1
      return Promise.resolve(new Response('', { status: 503 }))
    }
    const client = farthing({ apiKey, apiUrl, retries: 0, fetch: line })
    shop.paywall = shop.aPaywall({ client, onError: (error) => errors.push(error) })
    await (await reader.ahead('/song', 'song')).delivery.failed()
    const somebody = new Visitor(shop)
    shop.terms['essay'] = { times_to_view: 9 }
    await somebody.buy('essay')
    for (let other = 0; other < 6; other++) {
      await somebody.admit('/essay', 'essay')
      shop.later(600)
      await new Promise(setImmediate)
    }
    expect([tries, errors.length]).toEqual([4, 4])
  })

  it('tells the vendor’s log what could not be given back', async () => {
    const { reader } = await aListener()
    const gate = await reader.ahead('/song', 'song')
    shop.provider.fail({ status: 503 }, { status: 503 })
    await gate.delivery.failed()
    const [admission] = shop.provider.book.admissions.all.keys()
    expect(errors.map((error) => error.detail)).toEqual([
      `nothing went out under ${admission}, but its view is not given back: HTTP 503`,
    ])
  })
})
