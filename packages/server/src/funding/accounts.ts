import type { Id } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'
import { providerAccount } from '../chart/index.ts'
import { claims } from './claims.ts'
import type { PaymentKind } from './tables.ts'

/** What was sold as vouchers and redeemed. */
export const vouchersAccount = (asset: Asset): Id => providerAccount(claims.accountKinds.vouchers, asset)

/**
 * What was recorded as paid outside by one kind of payment, and is not seen in the provider's own money yet: it stands below
 * zero by that, and returns to zero.
 */
export const outsideMoney = (kind: PaymentKind, asset: Asset): Id => providerAccount(outside[kind], asset)

const { outsideCheck, outsideMoneyOrder, outsideBankCredit, outsidePhone } = claims.accountKinds
const outside = {
  check: outsideCheck,
  money_order: outsideMoneyOrder,
  bank_credit: outsideBankCredit,
  phone: outsidePhone,
} as const
