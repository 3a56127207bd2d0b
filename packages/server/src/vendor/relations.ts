// What queries of the rooms above may join of this room's tables: these columns, by these names.
import { sql } from '../platform/sql.ts'

export const vendorsSql = sql`(SELECT id, name FROM vendors)`

/** Where vendors' servers want to be told, or wanted: `removed_at` says when no longer. */
export const webhookEndpointsSql = sql`(SELECT id, vendor, mode, events, removed_at FROM webhook_endpoints)`
