import type { Ledger } from '@farthing/ledger'
import type { TestPayer } from '../account/fixtures.ts'
import { assetOf } from '../chart/index.ts'
import { seconds } from '../platform/clock.ts'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import type { Currency } from '../platform/money.ts'
import { issueVouchers } from './create-vouchers.ts'
import { redeem } from './redeem-voucher.ts'

/** Adds funds to a payer's wallet, by a voucher that they redeem. */
export async function fundsOn(
  ledger: Ledger,
  { payer, user }: TestPayer,
  { micros, currency = 'USD' }: { readonly micros: bigint; readonly currency?: Currency },
): Promise<void> {
  const voucher = anId()
  const expiresAt = (await ledger.now()) + seconds(86_400)
  const asset = assetOf(currency, 'live')
  await doneOn(ledger, issueVouchers, {
    vouchers: [{ key: voucher, last4: '0000' }],
    micros,
    asset,
    batch: 'test',
    expiresAt,
  })
  await doneOn(ledger, redeem, { payer, user, voucher })
}
