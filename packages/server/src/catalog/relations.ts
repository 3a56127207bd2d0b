// What queries of the rooms above may join of this room's tables: these columns, by these names.
import { sql } from '../platform/sql.ts'

/** Versions of items, each as it was offered. */
export const itemVersionsSql = sql`(SELECT id, title, kind, terms, content_url FROM item_versions)`
