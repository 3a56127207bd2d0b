// What queries of the rooms above may join of this room's tables: these columns, by these names.
import type { Instant } from '@farthing/ledger'
import { sql } from '../platform/sql.ts'

/** Purchases as their rows are: one that nobody approved in time has expired all the same, see `statusAt`. */
export const purchasesSql = sql`(
  SELECT id, vendor, mode, lines, price_micros, asset, order_reference, requested_at, expires_at, status, payer,
         hold_expires_at, captured_micros, captures, refunded_micros, refunds, decline
    FROM purchases)`

/** The first line of the purchase `p` of an outer query as a relation `line`: `item` and `version`. */
export const firstLineOf = sql`(
  SELECT decode(p.lines->0->>'item', 'hex') AS item, decode(p.lines->0->>'version', 'hex') AS version)`

/** The status of the purchase `p` of an outer query: what nobody approved in time has expired, written down or not. */
export const statusIn = (now: Instant) =>
  sql`CASE WHEN p.status = 'requested' AND p.expires_at <= ${now} THEN 'expired' ELSE p.status END`
