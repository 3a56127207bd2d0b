import { toRfc3339 } from '../platform/clock.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { MovementRow } from './movements.ts'
import type { MovementBody } from './schemas.ts'

export const movementBody = (row: MovementRow): MovementBody => ({
  id: toPublic('evt', row.operation),
  at: toRfc3339(row.at),
  kind: row.kind,
  title: row.title,
  vendor: row.vendor === null ? null : { id: toPublic('ven', row.vendor.id), name: row.vendor.name },
  purchase: row.purchase === null ? null : toPublic('txn', row.purchase),
  amount: toMoneyAndTokens(row.micros, row.currency),
  balance: toMoneyAndTokens(row.balanceMicros, row.currency),
  wallet: row.currency,
})
