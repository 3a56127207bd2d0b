import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { providerAccount } from '../chart/index.ts'
import { claims } from './claims.ts'

/** What is on its way from a hold to its payees; it returns to zero. */
export const capturingAccount = (asset: Asset): Id => providerAccount(claims.accountKinds.capturing, asset)

/** Play money that was issued. */
export const testIssueAccount = (asset: Asset): Id => providerAccount(claims.accountKinds.testIssue, asset)

/** What of an asset came in, or below zero went out, for other assets. */
export const exchangeAccount = (asset: Asset): Id => providerAccount(claims.accountKinds.exchange, asset)
