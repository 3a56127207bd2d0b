import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { farthing } from '../client.ts'
import { money } from '../price.ts'
import { standInProvider } from '../testing/index.ts'
import type { StandInProvider } from '../testing/index.ts'
import { fetchPaywall } from './fetch.ts'
import type { FetchPaywall } from './fetch.ts'

const site = 'https://shop.test'
const price = money('0.045', 'USD')
let provider: StandInProvider
let wall: FetchPaywall
let cookie = ''

beforeEach(async () => {
  provider = await standInProvider()
  provider.book.sites.add(site)
  const item = { sku: 'song', title: 'Low Water', price, terms: { times_to_view: 3 } }
  wall = fetchPaywall({
    client: farthing({ apiKey: provider.apiKey, apiUrl: provider.url }),
    publicUrl: site,
    secret: 'a cookie secret of thirty-two characters or more',
    offer: (sku) => (sku === 'song' ? { sku, price, path: '/song', item } : undefined),
  })
  const begun = await wall.handle(
    new Request(`${site}/farthing/buy/song`, { method: 'POST', headers: { origin: site } }),
  )
  keep(begun)
  const purchase = begun?.headers.get('location')?.split('/').at(-1) ?? ''
  const gate = await wall.admit(ask(provider.book.approve(purchase)), 'song')
  if (gate.kind === 'redirect') keep(gate.response)
})
afterEach(() => provider.close())

const ask = (url = `${site}/song`, signal?: AbortSignal) =>
  new Request(url, { headers: { cookie }, ...(signal === undefined ? {} : { signal }) })
function keep(answer: Response | undefined): void {
  const kept = (answer?.headers.getSetCookie() ?? []).filter((line) => !line.includes('Max-Age=0;'))
  if (kept.length > 0) cookie = kept.map((line) => line.split(';', 1)[0]).join('; ')
}
const viewsLeft = () => [...provider.book.entitlements.values()][0]?.views_left

/** Asks for the song, and answers with what is made for it. */
async function play(make: () => Response | Promise<Response>, signal?: AbortSignal): Promise<Response> {
  const gate = await wall.admit(ask(undefined, signal), 'song')
  if (gate.kind === 'redirect') throw new Error('sent elsewhere')
  const answer = await gate.send(make)
  keep(answer)
  return answer
}
const sound = () => new Response(streamOf('la', 'la'), { headers: { 'set-cookie': 'own=1' } })

function streamOf(...parts: (string | Error)[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    pull(controller) {
      const part = parts.shift()
      if (part instanceof Error) controller.error(part)
      else if (part === undefined) controller.close()
      else controller.enqueue(new TextEncoder().encode(part))
    },
  })
}

describe('R44: what fetchPaywall lets in', () => {
  it('goes out whole, with our cookie beside the vendor’s, and takes one view however often it is asked for', async () => {
    const answer = await play(sound)
    expect(await answer.text()).toBe('lala')
    expect(answer.headers.getSetCookie().map((line) => line.replace(/(_ent_\w+)?=.*/, ''))).toEqual([
      'own',
      '__Host-farthing_access',
      '__Host-farthing_admission',
    ])
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    await play(() => new Response(null, { status: 204 }))
    await play(sound)
    expect(viewsLeft()).toBe(2)
  })

  it('and does not deliver, takes nothing', async () => {
    const gone = new Error('the disk is gone')
    const fail = () => {
      throw gone
    }
    await expect(play(fail)).rejects.toBe(gone)
    await expect(play(() => new Response(streamOf(gone)))).rejects.toBe(gone)
    const before = cookie
    const answer = await play(() => new Response('no sound', { status: 500 }))
    expect([answer.status, await answer.text(), cookie]).toEqual([500, 'no sound', before])
    const late = await play(sound, AbortSignal.abort())
    expect([viewsLeft(), late.headers.getSetCookie()]).toEqual([3, ['own=1']])
    expect([...provider.book.admissions.all.values()].map((each) => each.status)).toEqual(Array(4).fill('voided'))
  })

  it('T2: and breaks after its first byte, has taken its view', async () => {
    const answer = await play(() => new Response(streamOf('la', new Error('the disk is gone'))))
    await expect(answer.text()).rejects.toThrow('the disk is gone')
    expect(viewsLeft()).toBe(2)
  })
})
