// A mandate as its giver sees it.
import type { Id, Instant, Seen } from '@farthing/ledger'
import { available } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Static } from 'typebox'
import { ModeSchema } from '../chart/index.ts'
import { mandateBudget } from './accounts.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { MandateRow } from './rules.ts'
import { mandates } from './tables.ts'

export const Mandate = Type.Object(
  {
    id: PublicId('man'),
    label: Type.String(),
    mode: ModeSchema,
    status: Type.Union([Type.Literal('live'), Type.Literal('expired'), Type.Literal('revoked')]),
    ceiling: MoneyAndTokens,
    left: MoneyAndTokens,
    per_purchase_max: Nullable(MoneyAndTokens),
    vendors: Nullable(Type.Array(PublicId('ven'), { description: '`null`: anywhere.' })),
    created_at: Timestamp,
    expires_at: Timestamp,
    revoked_at: Nullable(Timestamp),
  },
  { title: 'Mandate', additionalProperties: false },
)
export type MandateBody = Static<typeof Mandate>

export async function mandateBodies(deps: Deps, ids: readonly Id[]): Promise<MandateBody[]> {
  const rows = await deps.ledger.look({ accounts: [], rows: ids.map((id) => [mandates, id] as const) })
  const found = ids.flatMap((id) => {
    const row = rows.row(mandates, id)
    return row === undefined ? [] : [{ id, row }]
  })
  const seen = await deps.ledger.look({
    accounts: found.map(({ id, row }) => mandateBudget(id, row.currency)),
    rows: [],
  })
  const now = deps.clock.now()
  return found.map(({ id, row }) => bodyOf(id, row, seen, now))
}

function bodyOf(id: Id, row: MandateRow, seen: Seen, now: Instant): MandateBody {
  const { currency, perPurchaseMicros: each } = row
  const budget = seen.account(mandateBudget(id, currency))
  return {
    id: toPublic('man', id),
    label: row.label,
    mode: row.mode,
    status: row.revokedAt !== null ? 'revoked' : now >= row.expiresAt ? 'expired' : 'live',
    ceiling: toMoneyAndTokens(row.ceilingMicros, currency),
    left: toMoneyAndTokens(budget === undefined ? 0n : available(budget), currency),
    per_purchase_max: each === null ? null : toMoneyAndTokens(each, currency),
    vendors: row.vendors === null ? null : row.vendors.map((vendor) => toPublic('ven', vendor)),
    created_at: toRfc3339(row.createdAt),
    expires_at: toRfc3339(row.expiresAt),
    revoked_at: row.revokedAt === null ? null : toRfc3339(row.revokedAt),
  }
}
