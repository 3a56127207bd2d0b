// What staff do to vendors' accounts. Suspending one stands in the room `purchase`: it ends purchases.
import type { Id, RowOf, Seen } from '@farthing/ledger'
import { Type } from 'typebox'
import { atValue, defineAct, planLine, rehearse, textValue, wordValue } from '../act/index.ts'
import { fromRfc3339 } from '../platform/clock.ts'
import { Problem } from '../platform/http/problems.ts'
import { PublicId, Timestamp } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import { amountMicros, amountPattern, formatAmount } from '../platform/money.ts'
import { permission } from '../staff/index.ts'
import type { SetFee } from './fees.ts'
import { feesAfter, feeVersionAt, setFee } from './fees.ts'
import { releaseVendor } from './suspend.ts'
import type { FeeVersion } from './tables.ts'
import { vendors } from './tables.ts'

export const suspendVendors = permission('vendors.suspend', { says: 'Suspend and release vendors', roles: ['risk'] })
export const setFees = permission('vendors.set_fee', {
  says: 'Set the provider’s fee of a vendor',
  roles: ['finance', 'administrator'],
})

const closed = { additionalProperties: false } as const

/** The vendor that an act's input names. @throws {Problem} not_found */
export function vendorIn({ vendor }: { readonly vendor: string }): Id {
  const id = fromPublic('ven', vendor)
  if (id === undefined) throw new Problem('not_found')
  return id
}

export const releaseVendorAct = defineAct({
  name: 'vendor.release',
  says: 'Let a suspended vendor sell again',
  permission: suspendVendors,
  fresh: true,
  second: { when: 'never' },
  body: Type.Object({ vendor: PublicId('ven') }, closed),
  refusals: ['not_found', 'vendor_not_suspended'],
  parse: (_deps, body): { readonly vendor: Id } => ({ vendor: vendorIn(body) }),
  subject: ({ vendor }) => ({ kind: 'vendor', id: vendor }),
  plan: (input, draft, at) =>
    rehearse(
      draft,
      () => releaseVendor(draft, input, at),
      () => ({ kind: 'plan', lines: [planLine('vendor_status', wordValue('suspended'), wordValue('open'))] }),
    ),
  decide: (input, draft, at) => releaseVendor(draft, input, at),
})

/** At most half of a price: more is a mistake. */
const maxBasisPoints = 5_000

export const setVendorFee = defineAct({
  name: 'vendor.set_fee',
  says: 'Set the provider’s fee of a vendor’s sales, from a date on',
  permission: setFees,
  fresh: true,
  second: { when: 'always' },
  canChangeSecond: false,
  body: Type.Object(
    {
      vendor: PublicId('ven'),
      basis_points: Type.Integer({ minimum: 0, maximum: maxBasisPoints, description: 'Of the price: 500 is 5 %.' }),
      fixed: Type.String({
        pattern: amountPattern,
        maxLength: 17,
        description: 'And so much of the sale’s currency for each purchase; `0`: nothing.',
      }),
      from: Type.Optional(
        Type.String({ ...Timestamp, description: 'Of sales that are approved then or later. Left out: at once.' }),
      ),
    },
    closed,
  ),
  refusals: ['not_found', 'invalid_request'],
  parse(_deps, body): SetFee {
    const from = body.from === undefined ? null : fromRfc3339(body.from)
    if (from === undefined) throw new Problem('invalid_request', { param: 'input.from', detail: 'That is no instant.' })
    return {
      vendor: vendorIn(body),
      basisPoints: body.basis_points,
      fixedMicros: amountMicros(body.fixed).toString(),
      from: from === null ? null : from.toString(),
    }
  },
  subject: ({ vendor }) => ({ kind: 'vendor', id: vendor }),
  plan(input, draft, at) {
    const { vendor, from } = input
    const begins = from === null ? at : BigInt(from)
    const row = vendorRow(draft, vendor)
    const before = row === undefined ? null : textValue(feeWords(feeVersionAt(row, begins)))
    return rehearse(
      draft,
      () => setFee(draft, input, at),
      () => ({
        kind: 'plan',
        lines: [
          planLine('fee', before, textValue(feeWords(input))),
          planLine('fee_from', null, from === null ? wordValue('at_once') : atValue(begins)),
          ...feesAfter(vendorRow(draft, vendor) ?? { fees: null }, begins).flatMap((next) => [
            planLine('fee_next', null, textValue(feeWords(next))),
            planLine('fee_next_from', null, atValue(BigInt(next.from))),
          ]),
        ],
      }),
    )
  },
  decide: (input, draft, at) => setFee(draft, input, at),
})

const vendorRow = (seen: Pick<Seen, 'row'>, vendor: Id): RowOf<typeof vendors> | undefined => seen.row(vendors, vendor)

/** `5 %`, `2.5 % + 0.01`: figures alone, in no language. */
const feeWords = ({ basisPoints, fixedMicros }: Pick<FeeVersion, 'basisPoints' | 'fixedMicros'>): string => {
  const percent = `${formatAmount(BigInt(basisPoints) * 10_000n)} %`
  return fixedMicros === '0' ? percent : `${percent} + ${formatAmount(BigInt(fixedMicros))}`
}
