// The main job, step by step, through the public interface alone.
import { request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { Browser, formsOf, wordsOf } from './browser.ts'
import type { World } from './world.ts'

export type Money = { readonly amount: string; readonly currency: string }
export type Purchase = {
  readonly id: string
  readonly status: string
  readonly item: { readonly title: string }
  readonly price: Money
  readonly captured: Money
  readonly refunded: Money
}

const person = { name: 'Wilfred Reed', email: 'wilfred@example.com', password: 'eels at the lock gate' }

/** Signs up, reads the code in the mail, confirms the address. */
export async function openAccount(world: World): Promise<Browser> {
  const browser = new Browser()
  await browser.open(`${world.url}/sign-up`)
  await browser.press('/sign-up', person)
  await browser.press('/verify-email', { code: await mailedCode(world) })
  expect(browser.page.status < 400, `the address was not confirmed: ${wordsOf(browser.page.body)}`)
  return browser
}

async function mailedCode(world: World): Promise<string> {
  const list = await new Browser().open(`${world.url}/dev/mail`)
  // The newest mail may be another: what happened is told by mail too.
  const code = /\b(\d{3} \d{3}) is your code\b/.exec(wordsOf(list.body))?.[1]
  expect(code !== undefined, 'no mail in the development mailbox has a code of six digits')
  return code.replace(' ', '')
}

export type Redeemed = { readonly amount: Money; readonly wallet: string; readonly issue: string }

export async function redeemVoucher(browser: Browser, code: string): Promise<Redeemed> {
  return browser.call('POST', '/api/wallet/vouchers/redeem', { attempt: 'tour-redeem-voucher', code })
}

/** Walks to a vendor's page, presses its pay button, approves at the provider, and comes back. */
export async function buyAt(browser: Browser, url: string, button: string): Promise<void> {
  await browser.open(url)
  await browser.press(button)
  expect(browser.page.url.pathname.startsWith('/c/'), `the pay button led to ${browser.page.url.href}`)
  await browser.press('/approve')
  expect(
    browser.page.url.origin === new URL(url).origin,
    `approval ended at ${browser.page.url.href}: ${wordsOf(browser.page.body).slice(0, 300)}`,
  )
  expect(browser.page.status === 200, `${browser.page.url.href} answered ${browser.page.status}`)
}

/** The action of a page's first pay button. */
export async function payButtonAt(browser: Browser, url: string): Promise<string> {
  const page = await browser.open(url)
  const action = formsOf(page.body).find((form) => form.method.toLowerCase() === 'post')?.action
  expect(action !== undefined, `${url} has no pay button`)
  return action
}

/** Calls the vendor API as the vendor's server would. */
export async function asVendor<T>(
  world: World,
  vendor: 'courier' | 'halfstep',
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<T> {
  const { port } = new URL(world.url)
  const payload = body === undefined ? '' : JSON.stringify(body)
  const headers = {
    authorization: `Bearer ${world.seeded.vendors[vendor].apiKey}`,
    ...(body !== undefined && {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(payload),
      'idempotency-key': `tour ${++calls}`,
    }),
  }
  const answer = await new Promise<{ status: number; text: string }>((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port, method, path, headers }, (reply) => {
      let text = ''
      reply.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      reply.on('end', () => resolve({ status: reply.statusCode ?? 0, text }))
    })
    asked.on('error', reject)
    asked.end(payload)
  })
  expect(answer.status < 400, `${method} ${path}: ${answer.status} ${answer.text}`)
  return JSON.parse(answer.text) as T
}
let calls = 0

/** Asks for a print that is only held, approves it, and lets the time pass in which the shop should have captured. */
export async function letHoldExpire(world: World, browser: Browser): Promise<{ held: Purchase; ended: Purchase }> {
  const asked = await asVendor<Purchase & { approval_url: string }>(world, 'halfstep', 'POST', '/v1/purchases', {
    item: {
      sku: 'tour-print',
      title: 'Signed print of the sleeve',
      kind: 'goods',
      price: { amount: '0.9', currency: 'USD' },
    },
    return_url: `${world.vendors.halfstep}/`,
    cancel_url: `${world.vendors.halfstep}/`,
    order_reference: 'tour-print-1',
    capture: 'manual',
    hold_seconds: 3_600,
  })
  await browser.open(asked.approval_url)
  await browser.press('/approve')
  const find = () => asVendor<Purchase>(world, 'halfstep', 'GET', `/v1/purchases/${asked.id}`)
  const held = await find()
  expect(held.status === 'authorized', `the print is ${held.status}, not authorized`)
  world.clock.forward(3_600)
  for (let tries = 0; tries < 100; tries++) {
    const ended = await find()
    if (ended.status === 'expired') return { held, ended }
    await sleep(100)
  }
  throw new Error('the hold did not expire within ten seconds of its end')
}

/** @throws Error that says what is wrong. */
export function expect(fact: boolean, otherwise: string): asserts fact {
  if (!fact) throw new Error(otherwise)
}
