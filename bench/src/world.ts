// 10,000 payers, 1,000 vendors with 100 items each, written straight into the tables before anything runs.
import { createHash } from 'node:crypto'
import type pg from 'pg'
import { secretOfKey, secretOfMandate } from './secrets.ts'
import { itemsEach, payers, priceMicros, sqlHex, sqlId, vendors } from './identifiers.ts'

const dollar = { bought: '010001', grant: '400001', mandate: '500001', payable: '100001', rightsholder: '200001' }
const provider = '00000000000000000000000001'
const hours = 3_600_000_000

/** Cookie of user `i`, and the hash that a session is known by. */
export const cookieOf = (i: number): string => `bench${i.toString().padStart(38, '0')}`
const sessionHash = `sha256(convert_to('bench' || lpad(i::text, 38, '0'), 'UTF8'))`

export async function createWorld(client: pg.ClientBase): Promise<void> {
  const now = `(extract(epoch FROM clock_timestamp()) * 1000000)::bigint`
  await client.query(`
    ${account(`'\\x${provider}300001'::bytea`, 'USD', 0, 0, 1)};
    ${account(`'\\x${provider}340001'::bytea`, 'limit:USD', 0, 0, 1)};
    ${accounts(sqlId('payer', 'i', dollar.bought), 'USD', 100_000_000_000, 0, payers)};
    ${accounts(sqlId('gift', 'i', dollar.grant), 'USD', 0, 0, payers)};
    ${accounts(sqlId('mandate', 'i', dollar.mandate), 'limit:USD', 0, -1_000_000_000_000, payers)};
    ${accounts(sqlId('vendor', 'i', dollar.payable), 'USD', 0, 0, vendors)};
    ${accounts(sqlId('author', 'i', dollar.rightsholder), 'USD', 0, 0, vendors)};
    ${accounts(sqlId('photographer', 'i', dollar.rightsholder), 'USD', 0, 0, vendors)};

    INSERT INTO payers SELECT ${sqlId('payer')}, jsonb_build_object('status', 'open', 'members', jsonb_build_array(${sqlHex('user')}),
        'timeZone', 'Europe/London', 'wallets', jsonb_build_array('USD'), 'welcomed', true,
        'grants', jsonb_build_array(jsonb_build_object('id', ${sqlHex('gift')}, 'asset', 'USD', 'vendor', NULL, 'expiresAt', (${now} + ${24 * 30 * hours})::text)),
        'limits', jsonb_build_array(jsonb_build_object('id', ${sqlHex('limit')}, 'currency', 'USD', 'period', 'day', 'maxMicros', '90000000000'))), ${now}
      FROM generate_series(0, ${payers - 1}) i;
    INSERT INTO grants SELECT ${sqlId('gift')}, ${sqlId('payer')}, NULL, '\\x${provider}320001', 'Welcome', NULL, 'USD', 50000, ${now}, ${now} + ${24 * 30 * hours}, NULL
      FROM generate_series(0, ${payers - 1}) i;
    INSERT INTO vendors SELECT ${sqlId('vendor')}, 'Vendor ' || i, 'open', '["https://vendor.example"]', '[]', 500, 0, ${now} FROM generate_series(0, ${vendors - 1}) i;
    INSERT INTO items SELECT ${sqlId('item')}, ${sqlId('vendor', `i / ${itemsEach}`)}, 'live', 'sku-' || i, ${sqlId('version')}, 1, ${now}
      FROM generate_series(0, ${vendors * itemsEach - 1}) i;
    INSERT INTO item_versions SELECT ${sqlId('version')}, ${sqlId('item')}, ${sqlId('vendor', `i / ${itemsEach}`)}, 'live', 1, 'sku-' || i, 'An article', 'Of some length', 'content',
        ${priceMicros}, 'USD', NULL, '{"daysToView": 30, "countsFrom": "first_opening"}',
        jsonb_build_array(jsonb_build_object('rightsholder', ${sqlHex('author', `i / ${itemsEach}`)}, 'role', 'author', 'basisPoints', 3000),
          jsonb_build_object('rightsholder', ${sqlHex('photographer', `i / ${itemsEach}`)}, 'role', 'photographs', 'basisPoints', 500)), '[]', ${now}
      FROM generate_series(0, ${vendors * itemsEach - 1}) i;
  `)
  await createLogins(client, now)
  await client.query('VACUUM ANALYZE')
}

/** Sessions, API keys and mandates: what the HTTP bench signs its requests with. */
async function createLogins(client: pg.ClientBase, now: string): Promise<void> {
  await client.query(`
    INSERT INTO users (id, account, email_index, email_sealed, name_sealed, key_wrapped, password_hash, email_verified_at, created_at)
      SELECT ${sqlId('user')}, ${sqlId('payer')}, ${sqlId('user')}, '', '', '', '', ${now}, ${now} FROM generate_series(0, ${payers - 1}) i;
    INSERT INTO sessions (id, user_id, created_at, authenticated_at, expires_at)
      SELECT ${sessionHash}, ${sqlId('user')}, ${now}, ${now} + ${12 * hours}, ${now} + ${24 * hours} FROM generate_series(0, ${payers - 1}) i;
  `)
  const keyHashes = Array.from({ length: vendors }, (_, i) => sha256(secretOfKey(i)))
  const mandateHashes = Array.from({ length: payers }, (_, i) => sha256(secretOfMandate(i)))
  await client.query(
    `INSERT INTO api_keys (id, vendor, mode, label, secret_hash, last4, created_at)
       SELECT ${sqlId('key', 'n - 1')}, ${sqlId('vendor', 'n - 1')}, 'live', 'bench', hash, 'BBBB', ${now} FROM unnest($1::bytea[]) WITH ORDINALITY t(hash, n)`,
    [keyHashes],
  )
  await client.query(
    `INSERT INTO mandates (id, payer, given_by, mode, label, currency, ceiling_micros, per_purchase_micros, vendors, secret_hash, created_at, expires_at)
       SELECT ${sqlId('mandate', 'n - 1')}, ${sqlId('payer', 'n - 1')}, ${sqlId('user', 'n - 1')}, 'live', 'bench', 'USD', 1000000000000, NULL, NULL, hash, ${now}, ${now} + ${24 * hours}
         FROM unnest($1::bytea[]) WITH ORDINALITY t(hash, n)`,
    [mandateHashes],
  )
}

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()

const account = (id: string, asset: string, credits: number, floor: number, count: number) =>
  accounts(id, asset, credits, floor, count, 0)
const accounts = (id: string, asset: string, credits: number, floor: number, count: number, history = 1): string =>
  `INSERT INTO ledger_accounts (id, asset, floor, ceiling, debits_pending, debits_posted, credits_pending, credits_posted, entries, history)
     SELECT ${id}, '${asset}', ${floor}, NULL, 0, 0, 0, ${credits}, 0, ${asset.startsWith('limit') ? 0 : history} FROM generate_series(0, ${count - 1}) i`

/** Fills the tables that grow: `count` entries, a fifth as many purchases, and the rows that belong to them. */
export async function fillEntries(client: pg.ClientBase, count: number): Promise<void> {
  const operations = Math.ceil(count / 5)
  await client.query(
    `INSERT INTO ledger_entries SELECT decode('d0' || lpad(to_hex(i % 20000), 30, '0'), 'hex'), i / 20000 + 1, i / 5 + 1, 1, 0, i FROM generate_series(0, ${count - 1}) i`,
  )
  await client.query(
    `INSERT INTO ledger_operations (id, seq, at, refused, decider, actor, fingerprint, answer, events, changes)
       SELECT decode('d1' || lpad(to_hex(i), 30, '0'), 'hex'), -1 - i, 0, 0, 'bench', '{"kind":"bench"}', '\\x00', '\\x7b7d', '\\x5b5d', '\\x00' FROM generate_series(0, ${operations - 1}) i`,
  )
  await client.query(
    `INSERT INTO entitlements SELECT decode(md5(i::text), 'hex'), ${sqlId('payer', `i % ${payers}`)}, ${sqlId('item', 'i')}, ${sqlId('vendor', `i % ${vendors}`)}, 'live', ${sqlId('version', 'i')}, ${sqlId('purchase', 'i + 1000000000')}, 0, 0, NULL, NULL FROM generate_series(0, ${operations - 1}) i`,
  )
  await client.query('VACUUM ANALYZE')
}
