import { describe, expect, test } from 'vitest'
import { pageAssets, sayIn } from '../../platform/html/index.ts'
import {
  forgotPasswordPage,
  resetPasswordPage,
  signedOutPage,
  signInPage,
  signUpPage,
  verifiedPage,
  verifyEmailPage,
} from './index.ts'

const common = {
  t: sayIn('en'),
  provider: { name: 'Harbour Mutual', url: 'https://wallet.harbour.example' },
  next: '/c/txn_1?a=b',
}
const signIn = { ...common, email: 'maud@ellery.example', refusal: null, reason: null }
const signUp = {
  ...common,
  name: 'Maud "Mo"',
  email: 'maud@',
  timeZone: null,
  errors: {},
  passwordLength: 10,
  refusal: null,
}
const verify = { ...common, email: 'maud@ellery.example', refusal: null, resent: false, mailUrl: null }
const forgot = { ...common, email: 'maud@', error: null, refusal: null, ended: false }
const reset = {
  ...common,
  link: null,
  code: '',
  codeError: null,
  passwordError: null,
  passwordLength: 10,
  refusal: null,
  mailUrl: null,
}

describe('pages of identity', () => {
  test('R13: sign-in keeps what was typed and where to go on, never the password', () => {
    const page = signInPage({ ...signIn, refusal: 'sign_in_failed' })
    expect(page).toContain('E-mail and password do not match. Nobody was signed in. Try again.')
    expect(page).toContain('value="maud@ellery.example"')
    expect(page).toContain('<input type="hidden" name="next" value="/c/txn_1?a=b" />')
    expect(page).toContain('autocomplete="current-password"')
    expect(page).toContain('href="/sign-up?next=%2Fc%2Ftxn_1%3Fa%3Db"')
    expect(page).not.toMatch(/type="password"[^>]*value=/)
  })

  test('R26: says that the purchase window has closed', () => {
    expect(signInPage({ ...signIn, reason: 'window_closed' })).toContain('You can buy for a set time after signing in')
  })

  test('sign-up tells an error at its field, and ties it to the field', () => {
    const page = signUpPage({ ...signUp, errors: { email: 'invalid', password: 'too_short' } })
    expect(page).toContain('aria-invalid="true" aria-describedby="email-error email-hint"')
    expect(page).toContain('This is no e-mail address. Nothing was opened yet. Compare: name@example.org')
    expect(page).toContain('This has fewer than 10 characters. Nothing was opened yet. Make it longer.')
    expect(page).toContain('value="Maud &quot;Mo&quot;"')
    expect(page).toContain('autocomplete="new-password"')
    expect(page).not.toMatch(/type="password"[^>]*value=/)
  })

  test('sign-up weighs under 40 KB with all that it links, though it lists every zone', () => {
    const page = signUpPage(signUp)
    const linked = pageAssets.filter(({ path }) => page.includes(path))
    expect(linked).toHaveLength(3)
    expect(linked.reduce((sum, { body }) => sum + Buffer.byteLength(body), Buffer.byteLength(page))).toBeLessThan(
      40_000,
    )
  })

  test('the zone is offered by a script where nobody chose one, and what was chosen stays', () => {
    expect(signUpPage(signUp)).toMatch(/<select[^>]* data-offer>.*<option selected>UTC<\/option>/s)
    const chosen = signUpPage({ ...signUp, timeZone: 'America/New_York' })
    expect(chosen).not.toContain('data-offer')
    expect(chosen).toContain('<option value="America/New_York" selected>America/New York</option>')
    expect(signUpPage({ ...signUp, timeZone: 'Asia/Kolkata' })).toContain('<option selected>Asia/Kolkata</option>')
    const unknown = signUpPage({ ...signUp, timeZone: 'Mars/Olympus', errors: { timeZone: 'unknown' } })
    expect(unknown).toContain('There is no such time zone. Nothing was opened yet. Choose one of the list.')
    expect(unknown).not.toContain('Olympus')
  })

  test('a new password is asked for with what proves the mailbox, and never given back', () => {
    const byCode = resetPasswordPage({
      ...reset,
      code: '12345678',
      codeError: 'code_wrong',
      passwordError: 'too_short',
    })
    expect(byCode).toContain('This is not the code of the newest mail. Your password is as it was. Try again.')
    expect(byCode).toContain('This has fewer than 10 characters. Your password is as it was. Make it longer.')
    expect(byCode).toContain('value="12345678"')
    expect(byCode).toContain('autocomplete="new-password"')
    expect(byCode).not.toMatch(/type="password"[^>]*value=/)
    const byLink = resetPasswordPage({ ...reset, link: { text: 'abc', email: 'maud@ellery.example' } })
    expect(byLink).toContain('<input type="hidden" name="link" value="abc" />')
    expect(byLink).not.toContain('name="code"')
  })

  test('the code is asked for with the right keyboard, and can be sent again', () => {
    const page = verifyEmailPage({ ...verify, resent: true })
    expect(page).toContain('autocomplete="one-time-code" inputmode="numeric"')
    expect(page).toContain('action="/verify-email/resend"')
    expect(page).toContain('A new code is on its way.')
    expect(verifyEmailPage({ ...verify, refusal: 'code_expired' })).toContain('This code has expired.')
  })

  test.each([
    ['sign in', signInPage(signIn)],
    ['sign up', signUpPage(signUp)],
    ['verify', verifyEmailPage({ ...verify, mailUrl: '/dev/mail' })],
    ['forgotten password', forgotPasswordPage({ ...forgot, ended: true })],
    ['new password by code', resetPasswordPage({ ...reset, mailUrl: '/dev/mail' })],
    ['new password by link', resetPasswordPage({ ...reset, link: { text: 'abc', email: 'maud@ellery.example' } })],
    ['verified', verifiedPage({ ...common, email: 'maud@ellery.example' })],
    ['signed out', signedOutPage(common)],
  ])('%s has no style and no handler in place, one headline and one primary button', (name, page) => {
    // At sign-up one file, which offers the zone of the browser.
    const scripts = page.match(/<script.*?<\/script>/gs) ?? []
    expect(scripts).toEqual(
      name === 'sign up'
        ? [expect.stringMatching(/^<script src="\/assets\/zone\.[0-9a-f]{12}\.js" defer><\/script>$/)]
        : [],
    )
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/i)
    expect(page.match(/<h1/g)).toHaveLength(1)
    expect(page.match(/btn pri/g)).toHaveLength(1)
    expect(page.replace('<!doctype', '')).not.toContain('!')
  })
})
