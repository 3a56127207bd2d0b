import { openWorld } from '@farthing/demo/world'
import type { World } from '@farthing/demo/world'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let world: World

beforeAll(async () => {
  world = await openWorld()
}, 120_000)
afterAll(() => world.close())

type Vendor = 'courier' | 'halfstep'

/** Presses the pay button of a vendor's page, with what stands beside it in the form. @returns Where that leads. */
async function press(vendor: Vendor, sku: string, form: [string, string][]): Promise<string> {
  const { origin, port } = new URL(world.vendors[vendor])
  const url = `http://127.0.0.1:${port}/farthing/buy/${sku}`
  const answer = await fetch(url, {
    method: 'POST',
    headers: { origin },
    body: new URLSearchParams(form),
    redirect: 'manual',
  })
  return answer.headers.get('location') ?? String(answer.status)
}

async function keptAt(vendor: Vendor, approvalUrl: string): Promise<unknown> {
  const { port, pathname } = new URL(approvalUrl)
  const at = `http://127.0.0.1:${port}${pathname.replace('/c/', '/v1/purchases/')}`
  const headers = { authorization: `Bearer ${world.seeded.vendors[vendor].apiKey}` }
  const purchase: unknown = await (await fetch(at, { headers })).json()
  return typeof purchase === 'object' && purchase !== null && 'form_parameters' in purchase
    ? purchase.form_parameters
    : purchase
}

describe.each([
  ['courier', 'pumping-station', '/articles/pumping-station'],
  ['halfstep', 'low-water', '/records/low-water'],
] as const)('the form beside the button, from %s’s page to the provider', (vendor, sku, page) => {
  test('R43: empty fields, several lines and a field that comes three times are kept as they were filled in', async () => {
    const approval = await press(vendor, sku, [
      ['size', ''],
      ['note', 'For Ada,\r\nwith love\r\n'],
      ['colour', 'red'],
      ['items[0]', '☂ 1'],
      ['colour', ''],
      ['colour', 'red'],
    ])
    expect(approval).toMatch(new RegExp(`^${world.url}/c/txn_`))
    expect(await keptAt(vendor, approval)).toEqual({
      size: '',
      note: 'For Ada,\nwith love\n',
      colour: ['red', '', 'red'],
      'items[0]': '☂ 1',
    })
  })

  test.each([
    ['a text of 2,001 characters', [['note', 'x'.repeat(2_001)]]],
    ['51 fields', Array.from({ length: 51 }, (_, index) => [`f${index}`, '1'])],
    ['a field that comes 21 times', Array.from({ length: 21 }, () => ['colour', 'red'])],
    ['more than 8 KB together', Array.from({ length: 5 }, (_, index) => [`f${index}`, 'x'.repeat(1_900)])],
    ['a character that is no text', [['note', 'a\u0007b']]],
  ] as [string, [string, string][]][])('R43: %s begins nothing, and the page says so', async (_, form) => {
    const answer = await press(vendor, sku, form)
    expect(answer).toBe(`${world.vendors[vendor]}${page}?farthing_notice=form_refused`)
    const { port, pathname, search } = new URL(answer)
    const words = await (await fetch(`http://127.0.0.1:${port}${pathname}${search}`)).text()
    expect(words).toContain('What was filled in could not be sent')
  })

  test('R43: the longest form that the provider takes goes through', async () => {
    const form = Array.from({ length: 4 }, (_, index): [string, string] => [`f${index}`, 'é'.repeat(1_000)])
    const approval = await press(vendor, sku, form)
    expect(await keptAt(vendor, approval)).toEqual(Object.fromEntries(form))
  })
})
