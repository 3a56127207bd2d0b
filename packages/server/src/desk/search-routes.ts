import type { Static } from 'typebox'
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import type { PaymentFound, VoucherFound } from '../funding/index.ts'
import { paymentKinds } from '../funding/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Routes } from '../platform/http/app.ts'
import { MoneyAndTokens, Nullable, OneOf, PublicId, Search, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { recordLook } from '../staff/index.ts'
import {
  closed,
  PurchaseListed,
  purchaseBody,
  reasonQuery,
  userBody,
  UserListed,
  vendorBody,
  VendorListed,
} from './bodies.ts'
import { staffCaller } from './caller.ts'
import { searchDesk } from './permissions.ts'
import { deskSchema } from './route.ts'
import { searchFor } from './search.ts'

const VoucherListed = Type.Object(
  {
    last4: Nullable(Type.String({ description: '`null`: made before they were kept.' })),
    amount: MoneyAndTokens,
    batch: Type.String(),
    status: Type.Union([Type.Literal('free'), Type.Literal('used'), Type.Literal('expired')]),
    expires_at: Timestamp,
    account: Nullable({ ...PublicId('acc'), description: 'Who redeemed it.' }),
    redeemed_at: Nullable(Timestamp),
  },
  { ...closed, title: 'DeskVoucher' },
)

const PaymentListed = Type.Object(
  {
    id: PublicId('pay'),
    account: PublicId('acc'),
    kind: OneOf(paymentKinds),
    reference: Type.String(),
    amount: MoneyAndTokens,
    received_on: Type.String({ description: 'A day.' }),
    recorded_at: Timestamp,
    reversed_at: Nullable(Timestamp),
  },
  { ...closed, title: 'DeskPayment' },
)

const Results = Type.Object(
  {
    users: Type.Array(UserListed),
    vendors: Type.Array(VendorListed),
    purchases: Type.Array(PurchaseListed),
    vouchers: Type.Array(VoucherListed),
    payments: Type.Array(PaymentListed),
    more: Type.Array(
      Type.Union([
        Type.Literal('users'),
        Type.Literal('vendors'),
        Type.Literal('purchases'),
        Type.Literal('vouchers'),
        Type.Literal('payments'),
      ]),
      { description: 'Of these there are more: type more.' },
    ),
    hints: Type.Array(Type.Union([Type.Literal('too_short'), Type.Literal('name_the_vendor')]), {
      description:
        '`too_short`: names are looked for by two letters or more. `name_the_vendor`: there are so many vendors that an order reference was looked for at some of them alone; put the vendor’s identifier and a space before it.',
    }),
  },
  { ...closed, title: 'DeskSearch' },
)

export const searchRoutes: Routes = (app, deps) => {
  const operation = {
    operationId: 'deskSearch',
    summary: 'Search in one box',
    description:
      'Users, vendors, purchases, vouchers and payments: by identifier, whole e-mail address, order reference, voucher code or its last four digits, reference of a payment, and by the start of names, in any spelling and order of words. Each search stands on record.',
  }
  const querystring = Type.Object({ q: Search(300, 'What is looked for.'), ...reasonQuery }, closed)
  const schema = { ...deskSchema(searchDesk, operation, Results), querystring }
  app.get('/api/desk/search', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, searchDesk)
    const { q, reason } = request.query
    // At the same time: nothing is shown unless both are done.
    const [found] = await Promise.all([
      searchFor(deps, q),
      recordLook(deps, { staff, permission: searchDesk, name: 'search', about: q, reason }),
    ])
    return {
      users: found.users.map((each) => userBody(each, q)),
      vendors: found.vendors.map(vendorBody),
      purchases: found.purchases.map(purchaseBody),
      vouchers: found.vouchers.map((each) => voucherBody(each, deps.clock.now())),
      payments: found.payments.map(paymentBody),
      more: [...found.more],
      hints: [...found.hints],
    }
  })
}

const paymentBody = (payment: PaymentFound): Static<typeof PaymentListed> => ({
  id: toPublic('pay', payment.id),
  account: toPublic('acc', payment.payer),
  kind: payment.kind,
  reference: payment.reference,
  amount: toMoneyAndTokens(payment.micros, assetCurrency(payment.asset)),
  received_on: payment.receivedOn,
  recorded_at: toRfc3339(payment.recordedAt),
  reversed_at: payment.reversedAt === null ? null : toRfc3339(payment.reversedAt),
})

const voucherBody = (voucher: VoucherFound, now: bigint): Static<typeof VoucherListed> => ({
  last4: voucher.last4,
  amount: toMoneyAndTokens(voucher.micros, assetCurrency(voucher.asset)),
  batch: voucher.batch,
  status: voucher.redeemedAt !== null ? 'used' : voucher.expiresAt <= now ? 'expired' : 'free',
  expires_at: toRfc3339(voucher.expiresAt),
  account: voucher.redeemedBy === null ? null : toPublic('acc', voucher.redeemedBy),
  redeemed_at: voucher.redeemedAt === null ? null : toRfc3339(voucher.redeemedAt),
})
