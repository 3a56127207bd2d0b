import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { providerAccount } from '../chart/index.ts'
import { claims } from './claims.ts'

/** What was sold as vouchers and redeemed. */
export const vouchersAccount = (asset: Asset): Id => providerAccount(claims.accountKinds.vouchers, asset)
