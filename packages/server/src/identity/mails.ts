import type { Config } from '../platform/config.ts'
import type { Instant } from '@farthing/ledger'
import { fullMomentInWords, html, zoneInWords } from '../platform/html/index.ts'
import type { Mail } from '../platform/mail.ts'

// A stranger may have signed up with somebody else's address: nothing that the stranger wrote stands in the mail.
type Code = {
  readonly email: string
  readonly code: string
  readonly link: string
  readonly next: string | undefined
}

/** The code that proves an address, and a link that does the same. */
export function codeMail(config: Config, { email, code, link, next }: Code): Mail {
  const url = new URL('/verify-email', config.publicUrl)
  url.searchParams.set('link', link)
  if (next !== undefined) url.searchParams.set('next', next)
  const digits = `${code.slice(0, 3)} ${code.slice(3)}`
  return {
    to: email,
    subject: `${digits} is your code for ${config.providerName}`,
    text: `Hello,

your code is ${digits}. Type it on the page that you left open, or open this link there:

${url.href}

It is good for 30 minutes. If you did not open a wallet, leave this mail alone: nothing was opened.

${config.providerName} · ${config.publicUrl}
`,
    html: html`<p>Hello,</p>
      <p>
        your code is <strong>${digits}</strong>. Type it on the page that you left open, or
        <a href="${url.href}">open this link</a> there.
      </p>
      <p>It is good for 30 minutes. If you did not open a wallet, leave this mail alone: nothing was opened.</p>
      <p>${config.providerName} · <a href="${config.publicUrl}">${config.publicUrl}</a></p>`.toString(),
  }
}

/** To somebody who forgot their password: a link, and a code for the page that they left open. */
export function resetMail(config: Config, { email, code, link, next }: Code): Mail {
  const url = new URL('/reset-password', config.publicUrl)
  url.searchParams.set('link', link)
  if (next !== undefined) url.searchParams.set('next', next)
  const digits = `${code.slice(0, 4)} ${code.slice(4)}`
  return {
    to: email,
    subject: `Choose a new password for ${config.providerName}`,
    text: `Hello,

somebody, most likely you, asked for a new password for the wallet with this address. Open this link and choose one:

${url.href}

Or type the code ${digits} on the page that you left open. Link and code are good for 30 minutes and for one use. Give
them to nobody: we never ask for them.

If it was not you, leave this mail alone: your password stays as it is.

${config.providerName} · ${config.publicUrl}
`,
    html: html`<p>Hello,</p>
      <p>
        somebody, most likely you, asked for a new password for the wallet with this address.
        <a href="${url.href}">Choose a new password</a>.
      </p>
      <p>
        Or type the code <strong>${digits}</strong> on the page that you left open. Link and code are good for 30
        minutes and for one use. Give them to nobody: we never ask for them.
      </p>
      <p>If it was not you, leave this mail alone: your password stays as it is.</p>
      <p>${config.providerName} · <a href="${config.publicUrl}">${config.publicUrl}</a></p>`.toString(),
  }
}

/** To an address that nobody has a wallet with, where a new password was asked for. */
export function nobodyMail(config: Config, { email }: Pick<Code, 'email'>): Mail {
  const [signUp, again] = [`${config.publicUrl}/sign-up`, `${config.publicUrl}/forgot-password`]
  return {
    to: email,
    subject: `You have no wallet with this address at ${config.providerName}`,
    text: `Hello,

somebody, most likely you, asked for a new password. There is no wallet with this address, and nothing was changed.

If you began to open one, the mail with its code came before this one. Or open one here:

${signUp}

If you have a wallet with another address, ask again with that one:

${again}

${config.providerName} · ${config.publicUrl}
`,
    html: html`<p>Hello,</p>
      <p>
        somebody, most likely you, asked for a new password. There is no wallet with this address, and nothing was
        changed.
      </p>
      <p>
        If you began to open one, the mail with its code came before this one. Or <a href="${signUp}">open one</a>. If
        you have a wallet with another address, <a href="${again}">ask again with that one</a>.
      </p>
      <p>${config.providerName} · <a href="${config.publicUrl}">${config.publicUrl}</a></p>`.toString(),
  }
}

type Changed = {
  readonly email: string
  readonly at: Instant
  readonly timeZone: string
  readonly how: 'reset' | 'change'
}

/** To the owner of a password that was changed: if they did not change it, they learn of it here. */
export function changedMail(config: Config, { email, at, timeZone, how }: Changed): Mail {
  const url = `${config.publicUrl}/forgot-password`
  const when = `${fullMomentInWords(at, timeZone)} (${zoneInWords(timeZone)})`
  const by = how === 'reset' ? 'by a mail to this address' : 'by somebody who was signed in and knew the one before'
  const where =
    how === 'reset' ? 'Every browser was signed out.' : 'Every other browser that was signed in was signed out.'
  return {
    to: email,
    subject: `Your password for ${config.providerName} was changed`,
    text: `Hello,

the password of your wallet was changed on ${when}, ${by}. ${where}

If it was not you, choose another password now, and see to it that nobody else reads your mail:

${url}

${config.providerName} · ${config.publicUrl}
`,
    html: html`<p>Hello,</p>
      <p>the password of your wallet was changed on ${when}, ${by}. ${where}</p>
      <p>
        If it was not you, <a href="${url}">choose another password now</a>, and see to it that nobody else reads your
        mail.
      </p>
      <p>${config.providerName} · <a href="${config.publicUrl}">${config.publicUrl}</a></p>`.toString(),
  }
}

/** To somebody who has a wallet and signs up again. */
export function knownMail(config: Config, { email }: Pick<Code, 'email'>): Mail {
  const url = `${config.publicUrl}/sign-in`
  return {
    to: email,
    subject: `You have a wallet at ${config.providerName} already`,
    text: `Hello,

somebody, most likely you, asked to open a wallet with this address. There is one already, and nothing was changed.
Sign in here:

${url}

${config.providerName} · ${config.publicUrl}
`,
    html: html`<p>Hello,</p>
      <p>
        somebody, most likely you, asked to open a wallet with this address. There is one already, and nothing was
        changed. <a href="${url}">Sign in here</a>.
      </p>
      <p>${config.providerName} · <a href="${config.publicUrl}">${config.publicUrl}</a></p>`.toString(),
  }
}
