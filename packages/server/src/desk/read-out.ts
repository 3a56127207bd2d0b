// What somebody reads aloud to a caller who is verified: short sentences, the most asked for first.
import type { Id, Instant } from '@farthing/ledger'
import { defaultLanguage } from '@farthing/words'
import { payers } from '../account/index.ts'
import { homeOf } from '../history/index.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { dayInFull, moneyText, onDayInWords, sayIn } from '../platform/html/index.ts'
import { amountMicros } from '../platform/money.ts'
import type { Currency } from '../platform/money.ts'

/** What an account holds and what moved lately, in words. */
export async function readOut(deps: Deps, payer: Id): Promise<string[]> {
  const t = sayIn(defaultLanguage)
  const home = await homeOf(deps, payer, t)
  const zone = (await deps.ledger.look({ rows: [[payers, payer]] })).row(payers, payer)?.state.timeZone ?? 'UTC'
  const now = await deps.ledger.now()
  const money = ({ amount, currency }: Money) => moneyText(t, signedMicros(amount), currency)
  const minus = ({ amount, currency }: Money) => moneyText(t, -signedMicros(amount), currency)
  const free = (currency: Currency, available: Money): string => {
    const micros = signedMicros(available.amount)
    if (micros === 0n) return t('server.readOut.empty', { currency })
    if (micros < 0n) return t('server.readOut.owed', { currency, amount: minus(available) })
    return t('server.readOut.wallet', { currency, amount: money(available) })
  }
  const wallets = home.wallets.flatMap(({ currency, available, held }) => [
    free(currency, available),
    ...(signedMicros(held.amount) === 0n ? [] : [t('server.readOut.held', { amount: money(held) })]),
  ])
  const grants = home.grants.map(({ title, available, expires_at }) =>
    t('server.readOut.grant', { amount: money(available), title, day: dayInFull(t, instantOf(expires_at), zone) }),
  )
  const recent = home.recent.map(({ kind, title, vendor, amount, at }) => {
    const values = { title, day: onDayInWords(t, instantOf(at), now, zone), amount: money(amount) }
    if (vendor === null) return t('server.readOut.moved', values)
    const { name } = vendor
    if (kind === 'purchase') return t('server.readOut.bought', { ...values, vendor: name, amount: minus(amount) })
    return t('server.readOut.movedAt', { ...values, vendor: name })
  })
  const none = home.recent.length === 0 ? [t('server.readOut.nothing')] : []
  return [...wallets, ...grants, ...recent, ...none]
}

type Money = { readonly amount: string; readonly currency: Currency }

/** An instant that the API wrote. */
const instantOf = (text: string): Instant => fromRfc3339(text) ?? 0n

/** Of an amount as the API writes it, which may be below zero. */
const signedMicros = (amount: string): bigint =>
  amount.startsWith('-') ? -amountMicros(amount.slice(1)) : amountMicros(amount)
