import type pg from 'pg'
import { bytesOf } from '../../platform/database.ts'
import type { Deps } from '../../platform/deps.ts'
import type { Random } from '../../platform/random.ts'
import { sql } from '../../platform/sql.ts'
import type { Holder } from './holder.ts'
import { textOf } from './holder.ts'

// For whoever lost their phone and their key. Each code is good once; they are shown when they are made and never again.

type On = Pick<pg.ClientBase, 'query'>
const codeCount = 10
/** Without letters that look like digits: 31 of them, so 12 letters are 59 bits. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'
const codeLetters = 12

/** Makes a new set; the set before is worth nothing from then on. @returns As people read them: `abcd-efgh-jkmn`. */
export async function newRecoveryCodes(deps: Deps, holder: Holder, on: On): Promise<string[]> {
  const codes = Array.from({ length: codeCount }, () => newCode(deps.random))
  const hashes = codes.map((code) => hashOf(deps, holder, code))
  await deleteRecoveryCodes(holder, on)
  await sql`INSERT INTO recovery_codes (realm, holder, hash, created_at)
    SELECT ${holder.realm}, ${bytesOf(holder.id)}, hash, ${deps.clock.now()}::bigint FROM unnest(${hashes}::bytea[]) hash`.rows(
    on,
  )
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'))
}

/** Uses a code up. @returns Whether it was one of theirs, and not used before. */
export async function useRecoveryCode(deps: Deps, holder: Holder, code: string): Promise<boolean> {
  const rows = await sql`UPDATE recovery_codes SET used_at = ${deps.clock.now()}
    WHERE realm = ${holder.realm} AND holder = ${bytesOf(holder.id)} AND hash = ${hashOf(deps, holder, code)}
      AND used_at IS NULL RETURNING hash`.rows(deps.pool)
  return rows.length === 1
}

/** How many codes of the set are left. */
export async function recoveryCodesLeft(deps: Deps, { realm, id }: Holder): Promise<number> {
  const rows = await sql`SELECT FROM recovery_codes
    WHERE realm = ${realm} AND holder = ${bytesOf(id)} AND used_at IS NULL`.rows(deps.pool)
  return rows.length
}

export async function deleteRecoveryCodes({ realm, id }: Holder, on: On): Promise<void> {
  await sql`DELETE FROM recovery_codes WHERE realm = ${realm} AND holder = ${bytesOf(id)}`.rows(on)
}

/** Whether a text, as `pastedCode` gives it, is written like one. */
export const isRecoveryCode = (code: string): boolean => /^[a-z0-9]{12}$/i.test(code)

function newCode(random: Random): string {
  let code = ''
  while (code.length < codeLetters) {
    for (const byte of random.bytes(codeLetters * 2)) {
      // 248 is the largest multiple of 31 below 256: what is above would favour the first letters.
      if (byte < 248 && code.length < codeLetters) code += letters.charAt(byte % letters.length)
    }
  }
  return code
}

/** Keyed: whoever has the database alone cannot try codes. */
const hashOf = (deps: Deps, holder: Holder, code: string): Buffer =>
  deps.secrets.index('recovery code', `${textOf(holder)} ${code.toLowerCase()}`)
