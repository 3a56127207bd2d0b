import type { Decider, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { assetOf } from '../chart/index.ts'
import { providerActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'
import type { Currency } from '../platform/money.ts'
import { vouchersIssued } from './events.ts'
import { vouchers } from './tables.ts'
import { newVoucherDigits, printVoucher, readVoucher } from './voucher-code.ts'

type IssueVouchers = {
  readonly vouchers: readonly { readonly key: Id; readonly last4: string }[]
  readonly micros: bigint
  readonly asset: string
  readonly batch: string
  readonly expiresAt: bigint
}

/** Puts vouchers into circulation: none of them moves money before it is redeemed. Refusals: conflict (known digits). */
export const issueVouchers: Decider<IssueVouchers, { readonly count: number } | Refusal> = {
  name: 'funding.issueVouchers',
  prefetch: (input) => ({ rows: input.vouchers.map(({ key }) => [vouchers, key]) }),
  decide(input, draft, at) {
    const { micros, asset, batch, expiresAt } = input
    if (input.vouchers.some(({ key }) => draft.row(vouchers, key) !== undefined)) return refused({ code: 'conflict' })
    const row = { micros, asset, batch, createdAt: at, expiresAt, redeemedBy: null, redeemedAt: null }
    for (const { key, last4 } of input.vouchers) draft.insert(vouchers, key, { ...row, last4 })
    const count = input.vouchers.length
    const issued = { batch, count, micros: micros.toString(), asset, expiresAt: expiresAt.toString() }
    draft.record(vouchersIssued.of(issued))
    return done({ count })
  },
}

/** The row key of a voucher: an HMAC of its digits under a key from outside the database. */
export const voucherKey = (deps: Pick<Deps, 'secrets'>, digits: string): Id =>
  deps.secrets.index('voucher', digits).subarray(0, 16).toString('hex')

export type NewVouchers = {
  readonly count: number
  readonly amountMicros: bigint
  readonly currency: Currency
  readonly expiresAt: Instant
  /** The operator's name for this lot. */
  readonly batch: string
  /** In place of random ones, `count` of them: for demo data alone. */
  readonly digits?: readonly string[]
}

const atOnce = 200

/**
 * Makes vouchers.
 *
 * @returns Their codes as they are printed. They are stored nowhere, but for the last four digits: a lost code is lost.
 *
 * @throws {Problem} conflict where given digits are known already.
 */
export async function createVouchers(deps: Deps, input: NewVouchers): Promise<string[]> {
  const { amountMicros, expiresAt, batch } = input
  if (amountMicros <= 0n) throw new Error('a voucher is worth something')
  const digits = input.digits?.map(checked) ?? Array.from({ length: input.count }, () => newVoucherDigits(deps.random))
  const actor = providerActor('create vouchers')
  for (let from = 0; from < digits.length; from += atOnce) {
    const made = digits
      .slice(from, from + atOnce)
      .map((each) => ({ key: voucherKey(deps, each), last4: each.slice(-4) }))
    const issue = { vouchers: made, micros: amountMicros, asset: assetOf(input.currency, 'live'), batch, expiresAt }
    doneOr(await submitOnce(deps, deps.ids.mint(), issueVouchers, issue, { actor }))
  }
  return digits.map(printVoucher)
}

function checked(text: string): string {
  const digits = readVoucher(text)
  if (digits === undefined) throw new Error('a voucher has 24 digits and their check digit')
  return digits
}
