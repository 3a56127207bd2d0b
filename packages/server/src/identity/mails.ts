import type { Config } from '../platform/config.ts'
import { html } from '../platform/html/index.ts'
import type { Mail } from '../platform/mail.ts'

// A stranger may have signed up with the address of somebody else: nothing that they wrote stands in the mail.
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
