import type { Id, Instant } from '@farthing/ledger'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { sql } from '../platform/sql.ts'

export type GrantListed = {
  readonly id: Id
  readonly title: string
  readonly asset: string
  /** The vendor who gave it; `null`: the provider. */
  readonly issuer: Id | null
  readonly spendableAt: Id | null
  readonly expiresAt: Instant
  readonly endedAt: Instant | null
}

type Found = {
  id: Buffer
  title: string
  asset: string
  issuer: Buffer | null
  spendable_at: Buffer | null
  expires_at: bigint
  ended_at: bigint | null
}

/** An account's grants, the newest first, those that ended too. */
export async function grantsOf(deps: Pick<Deps, 'pool'>, payer: Id): Promise<GrantListed[]> {
  const rows = await sql<Found>`
    SELECT id, title, asset, issuer, spendable_at, expires_at, ended_at
      FROM grants WHERE payer = ${bytesOf(payer)} ORDER BY granted_at DESC, id DESC LIMIT 1000`.rows(deps.pool)
  return rows.map((row) => ({
    id: hexOf(row.id),
    title: row.title,
    asset: row.asset,
    issuer: row.issuer === null ? null : hexOf(row.issuer),
    spendableAt: row.spendable_at === null ? null : hexOf(row.spendable_at),
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
  }))
}
