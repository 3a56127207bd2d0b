// What queries of the rooms above may join of this room's tables: these columns, by these names.
import { sql } from '../platform/sql.ts'

export const payersSql = sql`(SELECT id, state->>'status' AS status, opened_at FROM payers)`
