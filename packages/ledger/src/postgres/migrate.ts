// One migrator for the tables of the ledger and of whoever uses it: forward only, each step once, recorded with its checksum.
import { hash } from 'node:crypto'
import { readFile, readdir } from 'node:fs/promises'
import type pg from 'pg'
import { FinalFault } from '../faults.ts'

/** A folder of steps, `0001-what-it-does.sql` and on, and whose tables they make. */
export type Migrations = { readonly owner: string; readonly folder: URL }

type Step = {
  readonly owner: string
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly checksum: string
}

const core: Migrations = { owner: 'ledger', folder: new URL('../../migrations/', import.meta.url) }

/**
 * Brings the tables of the ledger up to date, then those of each owner in the order given. Every step records itself
 * first, in its own transaction: two processes that start at once do not both apply it, and a killed one leaves nothing
 * half done.
 *
 * @param client Connected, outside a transaction, and allowed to create tables.
 * @param others All owners of tables that this migrator has to do with in this database, beside the ledger.
 * @throws {FinalFault} Where the database was made before there was this migrator, an applied step was changed since, or
 *   the database has one that is not known here.
 */
export async function migrate(client: pg.ClientBase, others: readonly Migrations[] = []): Promise<void> {
  const steps = await readSteps([core, ...others])
  if (await isEarlierDatabase(client))
    throw new FinalFault('the database was made by an earlier version, whose tables cannot be kept: make another')
  await makeTable(client)
  await refuseNewer(client, steps)
  for (const step of steps) await apply(client, step)
}

async function readSteps(owners: readonly Migrations[]): Promise<Step[]> {
  const steps = await Promise.all(owners.map(stepsOf))
  const names = owners.map(({ owner }) => owner)
  const double = names.find((owner, i) => names.indexOf(owner) !== i)
  if (double !== undefined) throw new FinalFault(`two folders of migrations belong to ${double}`)
  return steps.flat()
}

async function stepsOf({ owner, folder }: Migrations): Promise<Step[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort()
  const steps = await Promise.all(
    names.map(async (name) => {
      const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]
      if (number === undefined)
        throw new FinalFault(`${owner}: ${name} is no name for a migration: 0001-what-it-does.sql`)
      const sql = await readFile(new URL(name, folder), 'utf8')
      return { owner, number: Number(number), name, sql, checksum: hash('sha256', sql, 'hex') }
    }),
  )
  const double = steps.find((step, i) => step.number === steps[i + 1]?.number)
  if (double !== undefined) throw new FinalFault(`${owner}: two migrations have the number of ${double.name}`)
  return steps
}

/** Whether a database was made before there was this migrator: `migrate` refuses it. */
export async function isEarlierDatabase(client: pg.ClientBase): Promise<boolean> {
  // Steps were recorded elsewhere then.
  const { rows } = await client.query<{ earlier: string | null }>(`SELECT to_regclass('ledger_migrations') AS earlier`)
  return rows[0]?.earlier !== null
}

/** Two that make one table at once: the loser fails at the type's key, at the type, or at the table. */
const madeMeanwhile = new Set(['23505', '42710', '42P07'])

async function makeTable(client: pg.ClientBase): Promise<void> {
  try {
    await client.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
      owner text NOT NULL, number bigint NOT NULL, name text NOT NULL, checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (owner, number)
    )`)
  } catch (error) {
    // Another process makes it at this moment: IF NOT EXISTS does not see what is not committed yet.
    if (!(error instanceof Error && 'code' in error && madeMeanwhile.has(String(error.code)))) throw error
  }
}

async function refuseNewer(client: pg.ClientBase, steps: readonly Step[]): Promise<void> {
  const { rows } = await client.query<{ owner: string; name: string }>(
    `SELECT owner, name FROM schema_migrations
      WHERE NOT EXISTS (SELECT FROM unnest($1::text[], $2::bigint[]) AS known (owner, number)
                         WHERE known.owner = schema_migrations.owner AND known.number = schema_migrations.number)
      ORDER BY owner, number`,
    [steps.map(({ owner }) => owner), steps.map(({ number }) => number)],
  )
  if (rows.length === 0) return
  const names = rows.map(({ owner, name }) => `${owner}/${name}`).join(', ')
  throw new FinalFault(`the database is newer than this program: it has ${names}`)
}

async function apply(client: pg.ClientBase, step: Step): Promise<void> {
  await client.query('BEGIN')
  try {
    const { rowCount } = await client.query(
      `INSERT INTO schema_migrations (owner, number, name, checksum) VALUES ($1, $2, $3, $4)
       ON CONFLICT (owner, number) DO NOTHING`,
      [step.owner, step.number, step.name, step.checksum],
    )
    if (rowCount === 0) await refuseChanged(client, step)
    else await client.query(step.sql)
    await client.query('COMMIT')
  } catch (error) {
    await client.query('ROLLBACK')
    const why = error instanceof Error ? error.message : String(error)
    throw new FinalFault(`migration ${step.owner}/${step.name}: ${why}`, { cause: error })
  }
}

async function refuseChanged(client: pg.ClientBase, { owner, number, checksum }: Step): Promise<void> {
  const { rows } = await client.query<{ checksum: string }>(
    'SELECT checksum FROM schema_migrations WHERE owner = $1 AND number = $2',
    [owner, number],
  )
  if (rows[0]?.checksum !== checksum) throw new FinalFault('the file was changed after it had been applied')
}
