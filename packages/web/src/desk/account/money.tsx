import { Cash } from '../../money/money.tsx'
import { currencyName, isZero, moneyText } from '../../money/text.ts'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { dateText, agoText } from '../../words/time.ts'
import type { Account } from '../shapes.ts'

/** Wallets, what is owed, grants, limits, mandates and sessions of an account. */
export function Money({ account }: { account: Account }) {
  return (
    <>
      <Wallets account={account} />
      <Limits account={account} />
      <Mandates account={account} />
      <Sessions account={account} />
    </>
  )
}

function Wallets({ account: { wallets, grants } }: { account: Account }) {
  const here = useHere()
  return (
    <section className="card stack tight" aria-labelledby="wallets">
      <h2 id="wallets">{t('desk.account.wallets')}</h2>
      <dl className="facts">
        {wallets.map(({ currency, available, held }) => (
          <div key={currency}>
            <dt>{currencyName(currency)}</dt>
            <dd className="num">
              {t('desk.account.wallet', { available: moneyText(available), held: moneyText(held) })}
            </dd>
          </div>
        ))}
        {wallets
          .filter(({ owed }) => !isZero(owed))
          .map(({ currency, owed }) => (
            <div key={`owed ${currency}`}>
              <dt>{t('desk.account.owes')}</dt>
              <dd className="num">{moneyText(owed)}</dd>
            </div>
          ))}
        {grants.map(({ id, title, available, expires_at }) => (
          <div key={id}>
            <dt>
              <bdi>{title}</bdi>
            </dt>
            <dd>
              <Cash value={available} />{' '}
              <span className="dim">{t('desk.account.grantUntil', { at: dateText(expires_at, here) })}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Limits({ account: { limits } }: { account: Account }) {
  if (limits.length === 0) return null
  return (
    <section className="card stack tight" aria-labelledby="limits">
      <h2 id="limits">{t('desk.account.limits')}</h2>
      <ul className="sm">
        {limits.map(({ sentence }) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  )
}

function Mandates({ account: { mandates } }: { account: Account }) {
  const here = useHere()
  if (mandates.length === 0) return null
  return (
    <section className="card stack tight" aria-labelledby="mandates">
      <h2 id="mandates">{t('desk.account.mandates')}</h2>
      <dl className="facts">
        {mandates.map(({ id, label, ceiling, expires_at, revoked_at }) => (
          <div key={id}>
            <dt>
              <bdi>{label}</bdi>
            </dt>
            <dd>
              {revoked_at === null
                ? t('desk.account.mandate', { ceiling: moneyText(ceiling), at: dateText(expires_at, here) })
                : t('desk.account.mandateEnded', { at: agoText(revoked_at, here) })}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Sessions({ account: { sessions } }: { account: Account }) {
  const here = useHere()
  return (
    <section className="card stack tight" aria-labelledby="sessions">
      <h2 id="sessions">{t('desk.account.sessions')}</h2>
      {sessions.length === 0 ? (
        <p className="sm dim">{t('desk.account.noSessions')}</p>
      ) : (
        <ul className="sm">
          {sessions.map(({ user, created_at }) => (
            <li key={`${user} ${created_at}`}>{t('desk.account.session', { at: agoText(created_at, here) })}</li>
          ))}
        </ul>
      )}
    </section>
  )
}
