// What a payer had and did, as the wallet shows it.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { CurrencyCode, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { ModeSchema } from '../chart/index.ts'
import { Split } from '../royalty/index.ts'
import { LimitUse } from '../wallet/index.ts'

const closed = { additionalProperties: false } as const
const Named = Type.Object({ id: PublicId('ven'), name: Type.String() }, closed)

/** The kinds of lines that the rooms tell: see `historyKinds`. */
export const movementKind = (kinds: readonly string[]) =>
  Type.Unsafe<string>(Type.Union(kinds.map((kind) => Type.Literal(kind))))

export const movement = (kinds: readonly string[]) =>
  Type.Object(
    {
      id: PublicId('evt'),
      at: Timestamp,
      kind: movementKind(kinds),
      title: Type.String(),
      vendor: Nullable(Named),
      purchase: Nullable(PublicId('txn')),
      amount: MoneyAndTokens,
      balance: Type.Object(MoneyAndTokens.properties, {
        ...closed,
        description: 'What was free to spend of that currency afterwards, incentive tokens with it.',
      }),
      wallet: CurrencyCode,
    },
    { ...closed, title: 'Movement' },
  )
export type MovementBody = Static<ReturnType<typeof movement>>

/** Incentive tokens that can be spent. */
export const GrantShown = Type.Object(
  {
    id: PublicId('grn'),
    issuer: Type.String(),
    title: Type.String(),
    available: MoneyAndTokens,
    spendable_at: Nullable(Type.String({ description: 'The vendor where alone they can be spent; `null`: anywhere.' })),
    expires_at: Timestamp,
  },
  closed,
)

export const homeSchema = (kinds: readonly string[]) =>
  Type.Object(
    {
      status: Type.Union([Type.Literal('open'), Type.Literal('blocked'), Type.Literal('closed')], {
        description: 'Of a blocked account nothing is bought, and no setting changed.',
      }),
      wallets: Type.Array(
        Type.Object({ currency: CurrencyCode, available: MoneyAndTokens, held: MoneyAndTokens }, closed),
      ),
      grants: Type.Array(GrantShown),
      limits: Type.Array(LimitUse),
      recent: Type.Array(movement(kinds)),
      asks: Type.Array(
        Type.Object({ id: Type.String(), title: Type.String(), detail: Type.String(), url: Type.String() }, closed),
        { description: 'What waits for an answer.' },
      ),
    },
    { ...closed, title: 'WalletHome' },
  )

export type HomeBody = Static<ReturnType<typeof homeSchema>>

const LabelledAmount = Type.Object({ label: Type.String(), amount: MoneyAndTokens }, closed)

export const Receipt = Type.Object(
  {
    id: PublicId('txn'),
    mode: ModeSchema,
    vendor: Named,
    site: Type.String(),
    item: Type.Object(
      { id: PublicId('itm'), title: Type.String(), description: Type.String(), kind: Type.String() },
      closed,
    ),
    status: Type.Union([
      Type.Literal('requested'),
      Type.Literal('authorized'),
      Type.Literal('captured'),
      Type.Literal('voided'),
      Type.Literal('expired'),
      Type.Literal('declined'),
    ]),
    price: MoneyAndTokens,
    paid_from: Type.Array(LabelledAmount),
    approved_by: Nullable(Type.String()),
    approved_at: Nullable(Timestamp),
    licence_words: Type.String(),
    split: Nullable(Split),
    refunded: MoneyAndTokens,
    refunds: Type.Array(
      Type.Object({ id: PublicId('rfd'), at: Timestamp, amount: MoneyAndTokens, reason: Type.String() }, closed),
    ),
    can_open: Type.Boolean(),
    entitlement: Nullable(PublicId('ent')),
  },
  { ...closed, title: 'Receipt' },
)
export type ReceiptBody = Static<typeof Receipt>
