import type { Id } from '@farthing/ledger'
import { assetOf, providerAccount } from '../chart/index.ts'
import { part } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { currencyCodes } from '../platform/money.ts'
import { claims } from './claims.ts'

/** Where spending limits are debited to: the other side of every budget. */
export const limitSink = (currency: Currency): Id => sinks[currency]
const sinks = Object.fromEntries(
  currencyCodes.map((currency) => [currency, providerAccount(claims.accountKinds.limits, assetOf(currency, 'live'))]),
) as Record<Currency, Id>

const firstBudget = 18_261 // The day before 2020-01-01: number 0 is `rollingBudget`.
/**
 * What a limit has left in one period: its floor, below zero, is the limit.
 *
 * @param firstDay Of the period, in days since 1970-01-01.
 */
export const limitBudget = (limit: Id, firstDay: number): Id =>
  part(limit, claims.accountKinds.budget, firstDay - firstBudget)

/** What a limit of the last days has left: one account for all of them. */
export const rollingBudget = (limit: Id): Id => part(limit, claims.accountKinds.budget, 0)
/** What is held, and not yet spent, of what a budget has counted. */
export const heldOfBudget = (budget: Id): Id =>
  part(budget, claims.accountKinds.budgetHeld, Number.parseInt(budget.slice(28), 16))
