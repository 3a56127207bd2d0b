import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { accountOf } from '../chart/index.ts'
import { claims } from './claims.ts'

/** Tips that a vendor has not accepted: they are held towards it, and an accepted one goes on from it at once. Zero always. */
export const waitingTips = (vendor: Id, asset: Asset): Id => accountOf(vendor, claims.accountKinds.tips, asset)
