import { describe, expect, test } from 'vitest'
import { pageAssets } from '../../platform/html/index.ts'
import { approvalHeaders, approvalPage } from './index.ts'
import type { ApprovalView } from './index.ts'
import { aReady, approvalSamples } from './samples.ts'

const samples: readonly (readonly [string, ApprovalView])[] = Object.entries(approvalSamples)

/** What a person reads: tags gone, entities and white space as they show. */
const read = (view: ApprovalView): string =>
  approvalPage(view)
    .replace(/^[\s\S]*<main>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,:;])/g, '$1')

describe.each(samples)('approval page: %s', (_, view) => {
  const page = approvalPage(view)

  test('weighs under 30 KB with all that it links, so far under 40', () => {
    const linked = pageAssets.filter(({ path }) => page.includes(path))
    expect(linked.map(({ type }) => type)).toEqual(['text/css; charset=utf-8', 'image/svg+xml'])
    const assets = linked.reduce((sum, asset) => sum + Buffer.byteLength(asset.body), 0)
    expect(Buffer.byteLength(page) + assets).toBeLessThan(30_000)
  })

  test('has no script, no style in place, no frame, and nothing from elsewhere', () => {
    expect(page).not.toMatch(/<script|<style|<iframe|<img|\sstyle=|\son\w+=|javascript:/i)
    const loaded = [...page.matchAll(/<link [^>]*href="([^"]+)"/g)].map(([, href]) => href)
    expect(loaded.every((href) => href?.startsWith('/assets/'))).toBe(true)
  })

  test('has one primary button at most, one main headline, and every field named', () => {
    expect(page.match(/btn pri/g)?.length ?? 0).toBeLessThanOrEqual(1)
    expect(page.match(/<h1/g)).toHaveLength(1)
    for (const [, id] of page.matchAll(/<input[^>]* id="([^"]+)"/g)) expect(page).toContain(`<label for="${id}"`)
  })

  test('shows who sells what, and a way to leave', () => {
    const words = read(view)
    expect(words).toContain(view.item.title)
    expect(words).toContain(view.vendor.name)
    if (view.vendor.site === null) {
      expect(words).toContain('at no registered site now')
      expect(page).not.toMatch(/· registered site|\/(cancel|return|open|approve)"|farthing_purchase=/)
      return
    }
    expect(words).toContain(`${new URL(view.vendor.site).host} · registered site`)
    expect(page).toMatch(/action="\/c\/txn_\w+\/(cancel|return)"|href="https:\/\/[^"]*farthing_purchase=/)
  })

  test('says no word that shouts, and none that spins', () => {
    expect(read(view)).not.toMatch(/!|oops|sorry|please/i)
  })
})

const says: readonly (readonly [keyof typeof approvalSamples, ...string[]])[] = [
  [
    'ready',
    '12 tokens · $0.12',
    'Courier’s gift, ends Monday 5',
    'US dollar wallet 7',
    'Left in the wallet 1,277.5',
    'With this you have spent 1,140 of November’s limit of 2,000 tokens.',
    'Buy for 12 tokens',
    'Cancel and go back to The Fenland Courier',
    'You are at wallet.harbour.example, run by Harbour Mutual. The Fenland Courier learns that you paid.',
    'It does not learn your name, your balance or what you buy elsewhere.',
    'stays open until 11:12.',
  ],
  [
    'ready_long',
    '2.5025 tokens · €0.025025',
    'Left in the wallet 123,456,789.0123',
    'It is within today’s limit of 100.',
  ],
  ['ready_plain', '0.25 tokens · $0.0025', 'Buy for 0.25 tokens', 'stays open until 20:12.'],
  ['ready_gifts', 'Welcome to Farthing, ends 24 December 12', 'Left in the wallet 0 Left of gifts 38'],
  [
    'ready_goods',
    'What you get The Fenland Courier sends it to you.',
    'Held now, and taken when The Fenland Courier delivers.',
  ],
  ['ready_test', 'Test purchase. It is paid with play money', 'Held now, and taken when The Fenland Courier delivers.'],
  ['ready_changed', 'What was shown has changed. Nothing was taken. These are the new figures.'],
  ['ready_funded', '1,000 tokens arrived.'],
  ['ready_unknown', 'you pay once at most'],
  ['signed_out', 'E-mail or number Password Sign in and go on', 'Open a wallet', 'stays open for 15 minutes.'],
  ['signed_out_approved', 'This has been approved. Whoever approved it signs in to go on.', 'Sign in and go on'],
  ['signed_out_refused', 'E-mail and password do not match. Nobody was signed in. Try again.'],
  ['window_closed', 'Sign in again to buy. You can buy for a set time after signing in, and that time is over.'],
  [
    'insufficient_funds',
    'You hold 412.5 tokens, 227.5 too few. Nothing was taken. Add funds and go on.',
    '640 tokens · $6.40',
  ],
  ['insufficient_funds_refused', 'This voucher was redeemed before. Nothing was added or taken now. Use another one.'],
  ['insufficient_funds_test', 'Your play money is used up. Nothing was taken.'],
  [
    'limit_exceeded',
    'This would pass today’s limit. Of 200 tokens you have 10 left; this costs 12. Nothing was taken.',
  ],
  [
    'limit_exceeded_one',
    'This would pass the limit for one purchase. It allows 10 tokens; this costs 12. Nothing was taken.',
  ],
  [
    'limit_exceeded_days',
    'This would pass the limit of 30 days at The Fenland Courier. Of 200 tokens you have 10 left; this costs 12.',
  ],
  ['limit_exceeded_days', 'You set this limit yourself. Room for this comes back at 00:00 on 3 December.'],
  [
    'licence_held',
    'You have this already. Bought on 17 November; 3 views left, yours until 24 December, 10:43. You pay nothing now.',
  ],
  ['bought', 'You bought this at 10:42. 12 tokens · $0.12 paid. You pay nothing more.', 'Go on to The Fenland Courier'],
  ['expired', 'This offer has ended', 'until 11:12. Nothing was taken from your wallet.'],
  [
    'bought_no_way_back',
    'You bought this at 10:42. 12 tokens · $0.12 paid. You pay nothing more.',
    'The Fenland Courier has given up the site that you would go back to, so no button leads there.',
    'See the receipt',
  ],
  ['bought_refunded', '12 tokens · $0.12 paid, and given back since. You pay nothing more.'],
  [
    'hold_expired',
    'It was approved, and The Fenland Courier did not deliver in time.',
    'What was held for it goes back to the wallet that approved it: no tokens were taken.',
  ],
  [
    'url_not_registered',
    'The Fenland Courier has given up a site that this purchase leads to, so we do not sell it or send you there.',
    'Nothing was taken from your wallet.',
  ],
  [
    'terms_ended',
    'This can no longer be opened The Fenland Courier offered it until 10:50, so you would have paid for nothing.',
    'Nothing was taken from your wallet. Go back and see what is on offer now.',
    'What was on offer Ended 24 November 2026, 10:50 GMT. This',
  ],
  ['voided', 'This purchase was cancelled No tokens left your wallet.'],
  ['declined', 'This purchase was declined Nothing was taken from your wallet.'],
  ['vendor_suspended', 'cannot take tokens at the moment. Nothing was taken from your wallet'],
  ['elsewhere', 'It was approved from another wallet. Nothing was taken from yours.'],
  [
    'payer_mismatch',
    'You are signed in as Maud Ellery, and The Fenland Courier began this purchase for somebody else. Nothing was taken.',
  ],
  ['not_a_member', 'You are signed in as Maud Ellery, who does not belong to it any more. Nothing was taken.'],
]
for (const [state, ...words] of says) {
  test(`${state} says what happened, what did not happen to the money, and what to do now`, () => {
    const text = read(approvalSamples[state])
    for (const each of words) expect(text).toContain(each)
  })
}

describe('approval page', () => {
  test('R29: the form that buys carries the attempt and the quote, and posts to this purchase', () => {
    expect(approvalPage(aReady)).toContain(
      '<form class="buy" method="post" action="/c/txn_01k9vq3m2r8tqd4s0c5w7x9y2z/approve">',
    )
    expect(approvalPage(aReady)).toContain('<input type="hidden" name="attempt" value="att_01k9vq3m5x" />')
    expect(approvalPage(aReady)).toContain('<input type="hidden" name="quote" value="b3c1e07f52" />')
  })

  test('the button says what, for how much and from whom, also to those who hear it alone', () => {
    const button = /<button class="btn pri wide">([\s\S]*?)<\/button>/.exec(approvalPage(aReady))?.[1] ?? ''
    expect(
      button
        .replace(/<[^>]+>/g, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ).toBe('Buy for 12 tokens: The pumping station that keeps Ely dry, from The Fenland Courier')
  })

  test('keeps what was typed, never the password', () => {
    expect(approvalPage(approvalSamples.signed_out_refused)).toContain('value="maud@ellery.example"')
    expect(approvalPage(approvalSamples.insufficient_funds_refused)).toContain(
      'value="4417 2093 8812 5530 9162 4430 7"',
    )
    for (const [, view] of samples) expect(approvalPage(view)).not.toMatch(/type="password"[^>]*value=/)
  })

  test('T25: a vendor’s words stay words', () => {
    const evil = `"><script>alert(1)</script>`
    const page = approvalPage({
      ...aReady,
      vendor: { name: evil, site: 'https://evil.example' },
      item: { title: evil, description: evil.repeat(9), kind: 'content' },
      licence: evil,
      paidFrom: [{ kind: 'grant', title: evil, expiresAt: aReady.expiresAt, micros: 120_000n }],
      backUrl: 'javascript:alert(1)',
      buyer: { name: evil, timeZone: 'UTC' },
    })
    expect(page).not.toMatch(/<script|javascript:/)
    expect(page.match(/&lt;script&gt;/g)?.length).toBeGreaterThan(10)
  })

  test('T9 T20: cannot be framed, runs nothing, and its forms go to us and the vendor alone', () => {
    const headers = approvalHeaders(aReady)
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self' https://fenland-courier.example; frame-ancestors 'none'; base-uri 'none'",
    )
    expect(headers['x-frame-options']).toBe('DENY')
    expect(headers['cache-control']).toBe('no-store')
    expect(headers['referrer-policy']).toBe('same-origin')
  })

  test('the fullest limit that counts a period is the one drawn', () => {
    expect(approvalPage(approvalSamples.ready_long)).toContain(
      'aria-label="100 percent of November’s limit, this purchase included"',
    )
    expect(approvalPage(aReady)).toContain('aria-label="57 percent of November’s limit, this purchase included"')
    expect(approvalPage(aReady)).toContain('<rect width="56.4%" height="8" />')
  })
})
