import { hash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'

/** One step of the schema: forward only, never changed once it was applied anywhere. */
export type Migration = {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

/** `packages/server/migrations`, in order. @throws Error where two have one number or a name is of another form. */
export async function readMigrations(folder: string): Promise<Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const migrations = await Promise.all(
    names.map(async (name) => {
      const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
      if (number === undefined) throw new Error(`${name} is no name for a migration: 0001-what-it-does.sql`)
      const sql = await readFile(join(folder, name), 'utf8')
      return { number: Number(number), name, sql, checksum: hash('sha256', sql, 'hex') }
    }),
  )
  for (const [i, migration] of migrations.entries()) {
    if (migrations[i + 1]?.number === migration.number)
      throw new Error(`two migrations have the number of ${migration.name}`)
  }
  return migrations
}

/**
 * Brings the schema up to date. Each migration records its number and checksum first, in its own transaction, so
 * two servers that start at once cannot both apply it and a killed one leaves nothing half done.
 *
 * @throws Error where an applied migration was changed since, or the database knows one that this code does not.
 */
export async function migrateDatabase(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  await makeTable(client)
  for (const migration of migrations) await apply(client, migration)
  await refuseNewer(client, migrations)
}

/** Two that make one table at once: the loser fails at the type's key, at the type, or at the table. */
const madeMeanwhile = new Set(['23505', '42710', '42P07'])

async function makeTable(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS migrations (
      number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now()
    )`)
  } catch (error) {
    // Another server makes it at this moment: IF NOT EXISTS does not see what is not committed yet.
    const made = error instanceof pg.DatabaseError && madeMeanwhile.has(error.code ?? '')
    if (!made) throw error
  }
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN')
  try {
    const { rowCount } = await client.query(
      'INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3) ON CONFLICT (number) DO NOTHING',
      [migration.number, migration.name, migration.checksum],
    )
    if (rowCount === 0) await refuseChanged(client, migration)
    else await client.query(migration.sql)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    throw new Error(`migration ${migration.name}: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

async function refuseChanged(client: pg.ClientBase, migration: Migration): Promise<void> {
  const { rows } = await client.query<{ checksum: string }>('SELECT checksum FROM migrations WHERE number = $1', [
    migration.number,
  ])
  if (rows[0]?.checksum !== migration.checksum) throw new Error('the file was changed after it had been applied')
}

async function refuseNewer(client: pg.ClientBase, migrations: readonly Migration[]): Promise<void> {
  const known = migrations.map(({ number }) => number)
  const { rows } = await client.query<{ name: string }>(
    'SELECT name FROM migrations WHERE NOT number = ANY($1::int[])',
    [known],
  )
  if (rows.length > 0) {
    const names = rows.map(({ name }) => name).join(', ')
    throw new Error(`the database is newer than this server: it has ${names}`)
  }
}
