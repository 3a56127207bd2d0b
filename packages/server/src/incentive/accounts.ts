import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { accountOf, providerAccount } from '../chart/index.ts'
import { claims } from './claims.ts'

/** What is left of one incentive grant; floor zero. */
export const grantBucket = (grant: Id, asset: Asset): Id => accountOf(grant, claims.accountKinds.grant, asset)

/** What the provider's own grants have cost it. */
export const incentivesAccount = (asset: Asset): Id => providerAccount(claims.accountKinds.incentives, asset)
