import type { Config } from '../platform/config.ts'
import type { Say } from '../platform/html/index.ts'
import { html } from '../platform/html/index.ts'
import type { Mail } from '../platform/mail.ts'
import { linkTo, greetedMail } from './mails.ts'

// Who called may have named somebody else's address: nothing that the caller said stands in these mails.

type To = { readonly email: string }

/** The link with which a caller opens an account. */
export function openingMail(
  config: Config,
  t: Say,
  { email, link, days }: To & { readonly link: string; readonly days: number },
): Mail {
  const url = new URL('/open', config.publicUrl)
  url.searchParams.set('link', link)
  const provider = config.providerName
  const end = t('mails.opening.end', { count: days })
  return greetedMail(config, t, email, {
    subject: t('mails.opening.subject', { provider }),
    text: [t('mails.opening.text', { provider }), url.href, end],
    html: [t.html('mails.opening.body', { provider, link: linkTo(url.href) }), html`${end}`],
  })
}

/** To somebody who has a wallet, and for whom the desk was asked to open one. */
export function knownAtDeskMail(config: Config, t: Say, { email }: To): Mail {
  const url = `${config.publicUrl}/sign-in`
  const provider = config.providerName
  return greetedMail(config, t, email, {
    subject: t('mails.knownAtDesk.subject', { provider }),
    text: [t('mails.knownAtDesk.text', { provider }), url],
    html: [t.html('mails.knownAtDesk.body', { provider, link: linkTo(url) })],
  })
}

/** A code that somebody who is on the telephone reads to the desk. */
export function callerCodeMail(config: Config, t: Say, { email, code }: To & { readonly code: string }): Mail {
  const values = { provider: config.providerName, code: `${code.slice(0, 3)} ${code.slice(3)}` }
  const warning = t('mails.callerCode.warning')
  return greetedMail(config, t, email, {
    subject: t('mails.callerCode.subject', { provider: config.providerName }),
    text: [t('mails.callerCode.text', values), warning],
    html: [t.html('mails.callerCode.body', values), html`${warning}`],
  })
}
