import type { Id, Instant } from '@farthing/ledger'
import type pg from 'pg'
import { bytesOf, hexOf } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import { sql } from '../../platform/sql.ts'
import type { Holder } from './holder.ts'

type On = Pick<pg.ClientBase, 'query'>
export type FactorKind = 'totp' | 'passkey'

export type Factor = {
  readonly id: Id
  readonly kind: FactorKind
  /** What the holder calls it. */
  readonly label: string
  readonly createdAt: Instant
  readonly usedAt: Instant | null
}

/** A factor with what checks it. */
export type KeptFactor = Factor & {
  /** What a passkey's authenticator calls it, base64url; `''`: no passkey. */
  readonly credential: string
  readonly secret: string
  readonly count: bigint
}

type Row = {
  readonly id: Buffer
  readonly kind: FactorKind
  readonly label: string
  readonly credential: Buffer | null
  readonly sealed: Buffer
  readonly count: bigint
  readonly created_at: bigint
  readonly used_at: bigint | null
}

/** The factors of a holder, the oldest first. */
export async function factorsOf(deps: Deps, { realm, id }: Holder, on: On = deps.pool): Promise<KeptFactor[]> {
  const rows = await sql<Row>`
    SELECT id, kind, label, credential, sealed, count, created_at, used_at FROM factors
     WHERE realm = ${realm} AND holder = ${bytesOf(id)} ORDER BY created_at, id`.rows(on)
  return rows.map((row) => ({
    id: hexOf(row.id),
    kind: row.kind,
    label: row.label,
    createdAt: row.created_at,
    usedAt: row.used_at,
    credential: row.credential?.toString('base64url') ?? '',
    secret: deps.secrets.open(['factors', hexOf(row.id), 'sealed'], row.sealed),
    count: row.count,
  }))
}

export async function hasFactor(deps: Deps, { realm, id }: Holder, on: On = deps.pool): Promise<boolean> {
  const rows = await sql`SELECT FROM factors WHERE realm = ${realm} AND holder = ${bytesOf(id)} LIMIT 1`.rows(on)
  return rows.length === 1
}

export type NewFactor = Pick<KeptFactor, 'kind' | 'label' | 'credential' | 'secret' | 'count'>

/** @returns Whether it was written: an authenticator's passkey can be somebody's already. */
export async function insertFactor(deps: Deps, { realm, id }: Holder, factor: NewFactor, on: On): Promise<boolean> {
  const own = deps.ids.mint()
  const sealed = deps.secrets.seal(['factors', own, 'sealed'], factor.secret)
  const credential = factor.credential === '' ? null : Buffer.from(factor.credential, 'base64url')
  const rows = await sql`
    INSERT INTO factors (id, realm, holder, kind, label, credential, sealed, count, created_at)
    VALUES (${bytesOf(own)}, ${realm}, ${bytesOf(id)}, ${factor.kind}, ${factor.label}, ${credential}, ${sealed},
      ${factor.count}, ${deps.clock.now()})
    ON CONFLICT DO NOTHING RETURNING id`.rows(on)
  return rows.length === 1
}

/**
 * Writes down that a factor was shown, where its count goes up by that: of two who show the same code or signature, on
 * whichever servers, one passes.
 *
 * @param always The authenticator does not count: its zero stays zero.
 */
export async function countUse(deps: Deps, factor: Id, count: bigint, always = false): Promise<boolean> {
  const rows = await sql`UPDATE factors SET count = ${count}, used_at = ${deps.clock.now()}
    WHERE id = ${bytesOf(factor)} AND (count < ${count} OR (${always} AND count = ${count})) RETURNING id`.rows(
    deps.pool,
  )
  return rows.length === 1
}

/** Removes one factor of a holder, or with `factor` left out all of them. */
export async function deleteFactors({ realm, id }: Holder, on: On, factor?: Id): Promise<void> {
  const one = factor === undefined ? null : bytesOf(factor)
  await sql`DELETE FROM factors
    WHERE realm = ${realm} AND holder = ${bytesOf(id)} AND (${one}::bytea IS NULL OR id = ${one})`.rows(on)
}
