// Tokens issued to a payer, and the signed record of each that the payer's device keeps (R1a).
import type { Id, Instant, RowOf } from '@farthing/ledger'
import { CompactSign } from 'jose'
import type { Asset } from '../chart/index.ts'
import { assetCurrency } from '../chart/index.ts'
import { bytesOf, hexOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { sql } from '../platform/sql.ts'
import { signingKey } from './signing-keys.ts'
import { tokenIssues } from './tables.ts'

export type IssueListed = {
  readonly id: Id
  readonly micros: bigint
  readonly asset: Asset
  readonly method: string
  readonly issuedAt: Instant
  /** When what they were issued for turned out not to have come. */
  readonly reversedAt: Instant | null
}

/** What was issued to an account, newest first. */
export async function issuesOf(
  deps: Deps,
  payer: Id,
  page: { after?: Position | undefined; limit: number },
): Promise<IssueListed[]> {
  const { after } = page
  const older = after === undefined ? sql`true` : sql`(issued_at, id) < (${after.at}, ${bytesOf(after.id)})`
  const rows = await sql<{
    id: Buffer
    micros: bigint
    asset: string
    method: string
    issued_at: bigint
    reversed_at: bigint | null
  }>`
    SELECT id, micros, asset, method, issued_at, reversed_at FROM token_issues
     WHERE payer = ${bytesOf(payer)} AND ${older}
     ORDER BY issued_at DESC, id DESC LIMIT ${page.limit}`.rows(deps.pool)
  return rows.map(({ id, micros, asset, method, issued_at: issuedAt, reversed_at: reversedAt }) => ({
    id: hexOf(id),
    micros,
    asset,
    method,
    issuedAt,
    reversedAt,
  }))
}

/**
 * The record of an issue: a JWS (RFC 7515, EdDSA) over who owes what to which account since when. Whoever has it and
 * `/.well-known/jwks.json` can prove the debt without the provider's help.
 *
 * @returns `undefined` where this account was issued no such tokens.
 */
export async function issueRecord(deps: Deps, payer: Id, issue: Id): Promise<string | undefined> {
  const row: RowOf<typeof tokenIssues> | undefined = (
    await deps.ledger.look({ accounts: [], rows: [[tokenIssues, issue]] })
  ).row(tokenIssues, issue)
  if (row === undefined || row.payer !== payer) return undefined
  const { kid, key } = await signingKey(deps, deps.clock.now())
  const record = {
    iss: deps.config.publicUrl,
    sub: toPublic('acc', row.payer),
    jti: toPublic('iss', issue),
    iat: Number(row.issuedAt / 1_000_000n),
    method: row.method,
    issued: toMoneyAndTokens(row.micros, assetCurrency(row.asset)),
    ...(row.reversedAt !== null && { reversed_at: Number(row.reversedAt / 1_000_000n) }),
  }
  return await new CompactSign(Buffer.from(JSON.stringify(record)))
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'farthing-issue+jws' })
    .sign(key)
}
