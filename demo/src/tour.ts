// npm run tour: the main job without a browser, on a throw-away database. Non-zero exit if anything is off.
import { parseArgs } from 'node:util'
import { balanceOf, checkBooks } from '@farthing/ledger'
import { feeAccount, formatAmount } from '@farthing/server'
import type { Browser } from './tour/browser.ts'
import type { Money, Purchase } from './tour/steps.ts'
import { asVendor, buyAt, expect, letHoldExpire, openAccount, payButtonAt, redeemVoucher } from './tour/steps.ts'
import { teller } from './tour/tell.ts'
import type { World } from './tour/world.ts'
import { openWorld } from './tour/world.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } })
const tell = teller(values.json)

type Home = {
  wallets: { currency: string; available: Money & { tokens: string }; held: Money & { tokens: string } }[]
  grants: { title: string; available: Money & { tokens: string } }[]
}
const inTokens = (money: Money & { tokens: string }) =>
  `${money.tokens} ${money.tokens === '1' ? 'token' : 'tokens'} · $${money.amount}`

async function walk(world: World) {
  tell.chapter('Wilfred opens an account')
  const browser = await openAccount(world)
  const first = await home(browser)
  tell.line(`He signs up at ${world.url}, confirms his address with the code in the mail, and is given`)
  for (const grant of first.grants) tell.line(`“${grant.title}”: ${inTokens(grant.available)}.`)

  tell.chapter('He redeems a voucher')
  const voucher = world.seeded.vouchers.find((each) => each.currency === 'USD')
  expect(voucher !== undefined, 'there is no voucher of US dollars')
  const redeemed = await redeemVoucher(browser, voucher.code)
  tell.line(`${voucher.code} is worth $${redeemed.amount.amount}; the issue is on record as ${redeemed.issue}.`)

  const article = await readArticle(world, browser)
  const song = await hearSong(world, browser)
  const refunded = await refund(world, song)
  const { held, ended } = await expire(world, browser)
  const parties = await shares(world, browser)
  const books = await prove(world)
  return {
    balanced: books.balanced,
    operations: Number(books.operations),
    accounts: books.accounts,
    problems: books.problems,
    purchases: [article, refunded, ended],
    held: held.price,
    parties,
  }
}

async function readArticle(world: World, browser: Browser): Promise<Purchase> {
  tell.chapter('He buys an article from The Fenland Courier')
  const url = `${world.vendors.courier}/articles/pumping-station`
  const button = await payButtonAt(browser, url)
  await buyAt(browser, url, button)
  const purchase = await lastSale(world, 'courier')
  tell.line(
    `“${purchase.item.title}”, $${purchase.captured.amount}, ${purchase.status}; its page shows the whole text now.`,
  )
  return purchase
}

async function hearSong(world: World, browser: Browser): Promise<Purchase> {
  tell.chapter('He buys a song from Halfstep Records, with the same login')
  const record = await follow(browser, `${world.vendors.halfstep}/`, 'records')
  const url = await follow(browser, record, 'songs')
  await buyAt(browser, url, await payButtonAt(browser, url))
  const purchase = await lastSale(world, 'halfstep')
  tell.line(
    `“${purchase.item.title}”, $${purchase.captured.amount}, ${purchase.status}. Nobody asked him to log in there.`,
  )
  return purchase
}

/** The first link of a page that leads to a room of the same site. */
async function follow(browser: Browser, url: string, room: string): Promise<string> {
  const page = await browser.open(url)
  const path = new RegExp(`href="(/${room}/[^"#?]+)"`).exec(page.body)?.[1]
  expect(path !== undefined, `${url} has no link to ${room}`)
  return new URL(path, url).href
}

async function refund(world: World, song: Purchase): Promise<Purchase> {
  tell.chapter('The song crackles: the shop refunds it')
  const refunded = await asVendor<Purchase>(world, 'halfstep', 'POST', `/v1/purchases/${song.id}/refund`, {
    reason: 'It crackles',
  })
  expect(refunded.refunded.amount === song.captured.amount, 'the refund is not whole')
  tell.line(`$${refunded.refunded.amount} went back from everybody who had a share of it. The licence has ended.`)
  return refunded
}

async function expire(world: World, browser: Browser) {
  tell.chapter('He approves a print that the shop never sends: the hold expires')
  const { held, ended } = await letHoldExpire(world, browser)
  tell.line(`$${held.price.amount} was held. An hour later, with nothing captured, it is his again.`)
  return { held, ended }
}

async function shares(world: World, browser: Browser): Promise<Record<string, string>> {
  tell.chapter('What each party has now')
  const parties: Record<string, string> = {}
  const { wallets, grants } = await home(browser)
  for (const wallet of wallets) parties[`Wilfred’s ${wallet.currency} wallet`] = inTokens(wallet.available)
  for (const grant of grants) parties[`Wilfred’s gift “${grant.title}”`] = inTokens(grant.available)
  for (const vendor of ['courier', 'halfstep'] as const) {
    type Balance = { currency: string; payable: Money }
    const { name, balances } = await asVendor<{ name: string; balances: Balance[] }>(world, vendor, 'GET', '/v1/vendor')
    for (const { payable } of balances) parties[name] = `$${payable.amount}`
    const { data } = await asVendor<{ data: { id: string; name: string }[] }>(
      world,
      vendor,
      'GET',
      '/v1/rightsholders?limit=100',
    )
    for (const holder of data) {
      const owner = await asVendor<{ balances: Balance[] }>(world, vendor, 'GET', `/v1/rightsholders/${holder.id}`)
      for (const { payable } of owner.balances)
        if (payable.amount !== '0') parties[`${holder.name} (${name})`] = `$${payable.amount}`
    }
  }
  parties['The provider’s fees'] = `$${formatAmount(await feesOf(world))}`
  tell.table(Object.entries(parties))
  return parties
}

/** What the provider has earned, in micro-units of the US dollar. */
async function feesOf(world: World): Promise<bigint> {
  const fee = feeAccount('USD')
  const account = (await world.provider.deps.ledger.look({ accounts: [fee], rows: [] })).account(fee)
  return account === undefined ? 0n : balanceOf(account)
}

async function prove(world: World) {
  tell.chapter('The books')
  const books = await checkBooks(world.provider.deps.ledger)
  tell.line(`The log was read from its first operation: ${books.operations} operations on ${books.accounts} accounts.`)
  for (const problem of books.problems) tell.line(`Wrong: ${problem}`)
  tell.line(
    books.balanced
      ? 'Every balance follows from it, and every currency sums to nothing. The books balance.'
      : 'The books do not balance.',
  )
  return books
}

const home = (browser: Browser): Promise<Home> => browser.call('GET', `${base}/api/wallet/home`)
let base = ''

async function lastSale(world: World, vendor: 'courier' | 'halfstep'): Promise<Purchase> {
  const { data } = await asVendor<{ data: Purchase[] }>(world, vendor, 'GET', '/v1/purchases?limit=1')
  const [purchase] = data
  expect(purchase !== undefined && purchase.status === 'captured', `${vendor} has sold nothing`)
  return purchase
}

let world: World | undefined
try {
  tell.line('Starting a throw-away database, the provider and both vendors …')
  world = await openWorld()
  base = world.url
  const report = await walk(world)
  if (values.json) console.log(JSON.stringify(report, null, 2))
  if (!report.balanced) process.exitCode = 1
} catch (error) {
  if (values.json)
    console.log(JSON.stringify({ balanced: false, error: error instanceof Error ? error.message : String(error) }))
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
} finally {
  await world?.close()
}
