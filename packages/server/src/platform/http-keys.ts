import { bytea, defineTable, id, int8 } from '@farthing/ledger'

/** Idempotency keys of the HTTP API. A row's key is made of the caller and the key they sent. */
export const httpKeys = defineTable('http_keys', { bodyHash: bytea(), operation: id(), at: int8() })
