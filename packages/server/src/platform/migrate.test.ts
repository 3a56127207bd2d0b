import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { Migration } from './migrate.ts'
import { migrateDatabase } from './migrate.ts'
import { freshDatabase } from './testing.ts'

let database: Awaited<ReturnType<typeof freshDatabase>>
const clients: pg.Client[] = []
beforeEach(async () => {
  database = await freshDatabase()
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()))
  await database.drop()
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  clients.push(client)
  return client
}

async function emptied(): Promise<pg.Client> {
  const client = await connect()
  await client.query('DROP TABLE migrations')
  return client
}

const migration = (number: number, sql: string, checksum = String(number)): Migration => ({
  number,
  name: `000${number}-x.sql`,
  sql,
  checksum,
})
const slow = migration(1, 'SELECT pg_sleep(0.2); CREATE TABLE one (x int)')

test('T28: two servers that start at once apply each migration once', async () => {
  const one = await emptied()
  const other = await connect()
  await Promise.all([migrateDatabase(one, [slow]), migrateDatabase(other, [slow])])
  const { rows } = await one.query('SELECT number FROM migrations')
  expect(rows).toEqual([{ number: 1 }])
})

test('T28: servers that start at once on an empty database make its table once, however they meet', async () => {
  const one = await emptied()
  const others = await Promise.all([connect(), connect()])
  // Of 1,500 such meetings a hundred fail at the type and not at its key.
  for (let i = 0; i < 100; i++) {
    await Promise.all([one, ...others].map((client) => migrateDatabase(client, [])))
    await one.query('DROP TABLE migrations')
  }
})

test('T28: a migration that fails leaves nothing behind, and the next start tries it again', async () => {
  const client = await emptied()
  const broken = migration(2, 'CREATE TABLE two (x int); SELECT 1/0')
  await expect(migrateDatabase(client, [slow, broken])).rejects.toThrow('migration 0002-x.sql: division by zero')
  expect((await client.query(`SELECT to_regclass('one') AS one, to_regclass('two') AS two`)).rows).toEqual([
    { one: 'one', two: null },
  ])
  await migrateDatabase(client, [slow, migration(2, 'CREATE TABLE two (x int)')])
})

test('T28: a file that was changed, and a database that is newer, are refused', async () => {
  const client = await emptied()
  await migrateDatabase(client, [slow, migration(2, 'SELECT 1')])
  await expect(migrateDatabase(client, [slow, migration(2, 'SELECT 1', 'changed')])).rejects.toThrow(
    'changed after it had been applied',
  )
  await expect(migrateDatabase(client, [slow])).rejects.toThrow('newer than this server: it has 0002-x.sql')
})
