import type { Id } from '@farthing/ledger'
import { accountOf, assetOf } from '../chart/index.ts'
import type { Currency } from '../platform/money.ts'
import { claims } from './claims.ts'

/** What a mandate may still spend: its ceiling is the floor, below zero. */
export const mandateBudget = (mandate: Id, currency: Currency): Id =>
  accountOf(mandate, claims.accountKinds.mandate, assetOf(currency, 'live'))
