// What queries of rooms may join of the ledger's tables, as the ledger offers it.
import { relations } from '@farthing/ledger'
import { trustedSql } from './sql.ts'

export const ledgerAccountsSql = trustedSql(relations.accounts)
export const ledgerEntriesSql = trustedSql(relations.entries)
export const ledgerOperationsSql = trustedSql(relations.operations)
