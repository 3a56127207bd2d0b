import type { Config } from '../platform/config.ts'
import type { Hole, Html, Say } from '../platform/html/index.ts'
import { html, mailOf } from '../platform/html/index.ts'
import type { Mail } from '../platform/mail.ts'

// A stranger may have signed up with somebody else's address: nothing that the stranger wrote stands in the mail.
type Code = {
  readonly email: string
  readonly code: string
  readonly link: string
  readonly next: string | undefined
}

/** Makes a link of what a message says. */
export const linkTo = (url: string) => (inside: Hole) => html`<a href="${url}">${inside}</a>`

type Body = { readonly subject: string; readonly text: readonly string[]; readonly html: readonly Html[] }

/** A mail of paragraphs with a greeting. */
export function greetedMail(config: Config, t: Say, to: string, { subject, text, html: body }: Body): Mail {
  const hello = t('mails.frame.hello')
  return mailOf(config, t, { to, subject, text: [hello, ...text], html: [html`${hello}`, ...body] })
}

/** An address of ours with the secret of a mail. */
function linked(config: Config, path: string, { link, next }: Code): string {
  const url = new URL(path, config.publicUrl)
  url.searchParams.set('link', link)
  if (next !== undefined) url.searchParams.set('next', next)
  return url.href
}

/** The code that proves an address, and a link that does the same. */
export function codeMail(config: Config, t: Say, code: Code): Mail {
  const url = linked(config, '/verify-email', code)
  const digits = `${code.code.slice(0, 3)} ${code.code.slice(3)}`
  const end = t('mails.code.end')
  return greetedMail(config, t, code.email, {
    subject: t('mails.code.subject', { digits, provider: config.providerName }),
    text: [t('mails.code.text', { digits }), url, end],
    html: [t.html('mails.code.body', { digits, link: linkTo(url) }), html`${end}`],
  })
}

/** To somebody who forgot their password: a link, and a code for the page that they left open. */
export function resetMail(config: Config, t: Say, code: Code): Mail {
  const url = linked(config, '/reset-password', code)
  const digits = `${code.code.slice(0, 4)} ${code.code.slice(4)}`
  const end = t('mails.reset.end')
  return greetedMail(config, t, code.email, {
    subject: t('mails.reset.subject', { provider: config.providerName }),
    text: [t('mails.reset.text'), url, t('mails.reset.codeText', { digits }), end],
    html: [t.html('mails.reset.body', { link: linkTo(url) }), t.html('mails.reset.code', { digits }), html`${end}`],
  })
}

/** To an address that nobody has a wallet with, where a new password was asked for. */
export function nobodyMail(config: Config, t: Say, { email }: Pick<Code, 'email'>): Mail {
  const [signUp, again] = [`${config.publicUrl}/sign-up`, `${config.publicUrl}/forgot-password`]
  const lead = t('mails.nobody.lead')
  return greetedMail(config, t, email, {
    subject: t('mails.nobody.subject', { provider: config.providerName }),
    text: [lead, t('mails.nobody.signUpText'), signUp, t('mails.nobody.againText'), again],
    html: [html`${lead}`, t.html('mails.nobody.body', { open: linkTo(signUp), again: linkTo(again) })],
  })
}

/** To somebody who has a wallet and signs up again. */
export function knownMail(config: Config, t: Say, { email }: Pick<Code, 'email'>): Mail {
  const url = `${config.publicUrl}/sign-in`
  return greetedMail(config, t, email, {
    subject: t('mails.known.subject', { provider: config.providerName }),
    text: [t('mails.known.text'), url],
    html: [t.html('mails.known.body', { link: linkTo(url) })],
  })
}

/** To somebody who is to work at the desk. */
export function invitationMail(config: Config, t: Say, { email, link }: Pick<Code, 'email' | 'link'>): Mail {
  const provider = config.providerName
  const end = t('mails.invitation.end')
  return greetedMail(config, t, email, {
    subject: t('mails.invitation.subject', { provider }),
    text: [t('mails.invitation.text', { provider }), link, end],
    html: [t.html('mails.invitation.body', { provider, link: linkTo(link) }), html`${end}`],
  })
}
