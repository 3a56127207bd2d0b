import type { Instant } from '@farthing/ledger'
import type pg from 'pg'
import type { Config } from '../../platform/config.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Say } from '../../platform/html/index.ts'
import { fullMomentInWords, html, zoneInWords } from '../../platform/html/index.ts'
import type { Mail } from '../../platform/mail.ts'
import { sendMail } from '../../platform/mail.ts'
import { greetedMail } from '../mails.ts'

/** Who is told. */
export type Person = {
  /** What they sign in with. */
  readonly login: string
  /** `null`: they have none, and are told nothing. */
  readonly email: string | null
  /** IANA name. */
  readonly timeZone: string
  /** Says messages in their language. */
  readonly t: Say
}

type Told = Person & {
  readonly at: Instant
  readonly what: 'added' | 'removed' | 'replaced' | 'recoveryNew' | 'recoveryUsed' | 'guessed'
  /** Of the factor that was added or removed. */
  readonly label?: string
  /** How many recovery codes are left. */
  readonly left?: number
}

/** Tells the holder of a change of how they sign in: if it was not them, they learn of it here. */
export async function tellHolder(deps: Deps, told: Told, client?: Pick<pg.ClientBase, 'query'>): Promise<void> {
  const { email } = told
  if (email !== null) await sendMail(deps, factorMail(deps.config, { ...told, email }), client)
}

function factorMail(
  config: Config,
  { t, email, at, timeZone, what, label = '', left = 0 }: Told & { email: string },
): Mail {
  const when = `${fullMomentInWords(t, at, timeZone)} (${zoneInWords(timeZone)})`
  const values = { when, provider: config.providerName }
  const says = {
    added: () => t('mails.factors.added', { ...values, label }),
    removed: () => t('mails.factors.removed', { ...values, label }),
    replaced: () => t('mails.factors.replaced', { ...values, label }),
    recoveryNew: () => t('mails.factors.recoveryNew', values),
    recoveryUsed: () => t('mails.factors.recoveryUsed', { ...values, count: left }),
    guessed: () => t('mails.factors.guessed', values),
  }[what]()
  const next = t(what === 'guessed' ? 'mails.factors.changePassword' : 'mails.factors.notYou')
  const subject = t(`mails.factors.${what}Subject`, { provider: config.providerName })
  return greetedMail(config, t, email, { subject, text: [says, next], html: [html`${says}`, html`${next}`] })
}
