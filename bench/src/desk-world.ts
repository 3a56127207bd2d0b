// What the desk is measured on: a million people with sealed names, a million purchases, a tenth of them one payer's.
import { createHash } from 'node:crypto'
import type { Provider } from '@farthing/server'
import { nameIndexes } from '@farthing/server'
import type pg from 'pg'
import { idOf, itemsEach, priceMicros, sqlHex, sqlId, vendors } from './identifiers.ts'

export type DeskWorld = {
  readonly users: number
  readonly purchases: number
  /** Of them the first payer's. */
  readonly ofOne: number
}

const cookie = 'D'.repeat(43)
/** Headers of a member of staff who may see everything. */
export const deskHeaders = { cookie: `__Host-farthing-desk=${cookie}` }

const syllables =
  'ma an jo el ri so lu ka mi be do fe gre ha is ke la mo na ol pe ro sa ti ul vi wa ya zo ben son ley ton man berg ska'.split(
    ' ',
  )

/** Numbers from 0 to 1, the same in each run. */
function chance(): () => number {
  let state = 1
  return () => (state = (state * 48_271) % 0x7fffffff) / 0x7fffffff
}

/** Names as common as those of people are: the first of a list much more often than the last. */
function namesOf(next: () => number) {
  const word = (least: number) =>
    Array.from(
      { length: least + Math.floor(next() * 2) },
      () => syllables[Math.floor(next() * syllables.length)] ?? '',
    ).join('')
  const firsts = Array.from({ length: 2_000 }, () => word(2))
  const lasts = Array.from({ length: 20_000 }, () => word(2))
  const pick = (list: readonly string[]) => list[Math.floor(list.length ** next()) - 1] ?? ''
  return { firsts, lasts, one: () => ({ first: pick(firsts), last: pick(lasts) }) }
}

const atOnce = 5_000

/** Writes people straight into the table, each sealed under a key of their own. @returns The names that were given. */
export async function createPeople(client: pg.ClientBase, { deps }: Provider, count: number) {
  const names = namesOf(chance())
  const known = new Map<string, readonly string[]>()
  const indexesOf = (word: string): readonly string[] => {
    const found = known.get(word) ?? nameIndexes(deps, word)
    known.set(word, found)
    return found
  }
  await client.query('DROP INDEX users_by_beginnings')
  for (let from = 0; from < count; from += atOnce) {
    const rows = Array.from({ length: Math.min(atOnce, count - from) }, () => {
      const { first, last } = names.one()
      const id = deps.ids.mint()
      const key = deps.secrets.newPersonKey(['users', id, 'key_wrapped'])
      const name = key.sealer.seal(['users', id, 'name_sealed'], `${first} ${last}`)
      const indexes = [...new Set([...indexesOf(first), ...indexesOf(last)])]
      return { id: Buffer.from(id, 'hex'), name, key: key.wrapped, indexes: `{${indexes.join(',')}}` }
    })
    await client.query(
      `INSERT INTO users (id, account, email_index, name_sealed, key_wrapped, password_hash, created_at, name_beginnings)
       SELECT id, id, sha256(id), name, key, repeat('h', 97), $5, indexes::bigint[]
         FROM unnest($1::bytea[], $2::bytea[], $3::bytea[], $4::text[]) AS r (id, name, key, indexes)`,
      [
        rows.map((row) => row.id),
        rows.map((row) => row.name),
        rows.map((row) => row.key),
        rows.map((row) => row.indexes),
        deps.clock.now(),
      ],
    )
  }
  await client.query('CREATE INDEX users_by_beginnings ON users USING gin (name_beginnings) WITH (fastupdate = off)')
  // The member of the busy account, too, has a name that can be read.
  const member = idOf('user', 0)
  const key = deps.secrets.newPersonKey(['users', member, 'key_wrapped'])
  await client.query('UPDATE users SET key_wrapped = $2, name_sealed = $3, email_sealed = NULL WHERE id = $1', [
    Buffer.from(member, 'hex'),
    key.wrapped,
    key.sealer.seal(['users', member, 'name_sealed'], 'Maud Ellery'),
  ])
  return names
}

/** Somebody at the desk, and purchases with what the log and the first payer's account say of them. */
export async function createBusiness(client: pg.ClientBase, { purchases, ofOne }: DeskWorld): Promise<void> {
  const now = `(extract(epoch FROM clock_timestamp()) * 1000000)::bigint`
  const session = createHash('sha256').update(cookie).digest('hex')
  const staff = sqlId('key', '1')
  await client.query(`
    INSERT INTO staff_members (id, status, roles, limits, created_at) VALUES (${staff}, 'active', '["support", "risk", "finance"]', '{}', ${now});
    INSERT INTO desk_sessions (id, staff, created_at, fresh_at, seen_at, expires_at)
      VALUES ('\\x${session}', ${staff}, ${now}, ${now}, ${now} + 3600000000, ${now} + 36000000000);
    INSERT INTO purchases (id, vendor, mode, price_micros, asset, order_reference, facts, capture, hold_seconds, requested_at, expires_at,
        lines, status, payer, authorized_at, captured_micros, captures, refunded_micros, refunds)
      SELECT ${sqlId('purchase')}, ${sqlId('vendor', `i % ${vendors}`)}, 'live', ${priceMicros}, 'USD', 'order-' || i, '{}', 'automatic', 0, ${now}, ${now},
        jsonb_build_array(jsonb_build_object('item', ${sqlHex('item', `i % ${vendors * itemsEach}`)}, 'version', ${sqlHex('version', `i % ${vendors * itemsEach}`)},
          'listed', '${priceMicros}', 'charged', '${priceMicros}', 'fee', NULL)),
        'captured', ${sqlId('payer', `CASE WHEN i < ${ofOne} THEN 0 ELSE 1 + i % 9999 END`)}, ${now}, ${priceMicros}, 1, 0, 0
        FROM generate_series(0, ${purchases - 1}) i;
    INSERT INTO ledger_operations (id, seq, at, refused, decider, actor, fingerprint, answer, events, changes)
      SELECT ${sqlId('operation')}, i + 1, ${now}, 0, 'bench', '{"kind":"bench"}', '\\x00', '\\x7b7d', convert_to(json_build_array(json_build_object(
          'type', 'purchase.captured', 'facts', json_build_object('purchase', ${sqlHex('purchase')}, 'vendor', ${sqlHex('vendor', `i % ${vendors}`)},
            'mode', 'live', 'status', 'captured', 'captured', '${priceMicros}', 'captures', 1, 'refunded', '0', 'refunds', 0)))::text, 'UTF8'), '\\x00'
        FROM generate_series(0, ${ofOne - 1}) i;
    INSERT INTO ledger_entries (account, number, seq, posted, held, balance)
      SELECT ${sqlId('payer', '0', '010001')}, i + 1, i + 1, -${priceMicros}, 0, 100000000000 - (i + 1) * ${priceMicros}
        FROM generate_series(0, ${ofOne - 1}) i;
    UPDATE ledger_accounts SET entries = ${ofOne}, debits_posted = ${ofOne} * ${priceMicros} WHERE id = ${sqlId('payer', '0', '010001')};
    UPDATE ledger_head SET seq = ${ofOne}, at = ${now};
  `)
  await client.query('VACUUM ANALYZE')
}
