import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { TestDatabase } from '../testing/database.ts'
import { testDatabase } from '../testing/database.ts'
import type { Migrations } from './migrate.ts'
import { isEarlierDatabase, migrate } from './migrate.ts'

let database: TestDatabase
let folder: string
const clients: pg.Client[] = []
beforeEach(async () => {
  database = await testDatabase([])
  folder = mkdtempSync(join(tmpdir(), 'farthing-migrations-'))
})
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.end()))
  await database.drop()
  rmSync(folder, { recursive: true })
})

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url })
  await client.connect()
  clients.push(client)
  return client
}

/** Steps of one owner, by file name. */
function steps(files: Readonly<Record<string, string>>, owner = 'shop'): Migrations {
  const own = mkdtempSync(join(folder, `${owner}-`))
  for (const [name, sql] of Object.entries(files)) writeFileSync(join(own, name), sql)
  return { owner, folder: pathToFileURL(`${own}/`) }
}

const slow = { '0001-slow.sql': 'SELECT pg_sleep(0.2); CREATE TABLE one (x int)' }

async function ask<Row>(text: string): Promise<Row[]> {
  return (await database.eyes.query(text)).rows as Row[]
}

test('T28: two servers that start at once apply each migration once', async () => {
  const shop = steps(slow)
  await Promise.all([migrate(await connect(), [shop]), migrate(await connect(), [shop])])
  expect(await ask('SELECT owner, number FROM schema_migrations ORDER BY owner')).toEqual([
    { owner: 'ledger', number: '1' },
    { owner: 'shop', number: '1' },
  ])
})

test('T28: servers that start at once on an empty database make its tables once, however they meet', async () => {
  const others = await Promise.all([connect(), connect(), connect()])
  // Of 1,500 such meetings a hundred fail at the type and not at its key.
  for (let i = 0; i < 100; i++) {
    await database.eyes.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
    await Promise.all(others.map((client) => migrate(client)))
  }
})

test('T28: a migration that fails leaves nothing behind, and the next start tries it again', async () => {
  const client = await connect()
  const broken = steps({ ...slow, '0002-more.sql': 'CREATE TABLE two (x int); SELECT 1/0' })
  await expect(migrate(client, [broken])).rejects.toThrow('migration shop/0002-more.sql: division by zero')
  expect(await ask(`SELECT to_regclass('one') AS one, to_regclass('two') AS two`)).toEqual([{ one: 'one', two: null }])
  await migrate(client, [steps({ ...slow, '0002-more.sql': 'CREATE TABLE two (x int)' })])
  expect(await ask(`SELECT to_regclass('two') AS two`)).toEqual([{ two: 'two' }])
})

test('T28: a file that was changed, and a database that is newer, are refused and left as they are', async () => {
  const client = await connect()
  await migrate(client, [steps({ ...slow, '0002-more.sql': 'SELECT 1' })])
  await expect(migrate(client, [steps({ ...slow, '0002-more.sql': 'SELECT 2' })])).rejects.toThrow(
    'migration shop/0002-more.sql: the file was changed after it had been applied',
  )
  const older = [steps(slow), steps({ '0001-jar.sql': 'CREATE TABLE jar (x int)' }, 'jar')]
  await expect(migrate(client, older)).rejects.toThrow(
    'the database is newer than this program: it has shop/0002-more.sql',
  )
  await expect(migrate(client)).rejects.toThrow('it has shop/0001-slow.sql, shop/0002-more.sql')
  expect(await ask(`SELECT to_regclass('jar') AS jar`)).toEqual([{ jar: null }])
})

test('each owner numbers its own steps, and they are made in the order of the owners', async () => {
  const shop = steps({ '0001-shop.sql': 'CREATE TABLE shops (x int)' })
  const jar = steps({ '0001-jar.sql': 'ALTER TABLE shops ADD COLUMN jar int' }, 'jar')
  await migrate(await connect(), [shop, jar])
  expect(await ask('SELECT owner, name FROM schema_migrations ORDER BY applied_at')).toEqual([
    { owner: 'ledger', name: '0001-core.sql' },
    { owner: 'shop', name: '0001-shop.sql' },
    { owner: 'jar', name: '0001-jar.sql' },
  ])
})

test.each<[string, () => Migrations[]]>([
  [
    'shop: two migrations have the number of 0001-a.sql',
    () => [steps({ '0001-a.sql': 'SELECT 1', '0001-b.sql': 'SELECT 1' })],
  ],
  ['shop: 1-a.sql is no name for a migration: 0001-what-it-does.sql', () => [steps({ '1-a.sql': 'SELECT 1' })]],
  ['two folders of migrations belong to shop', () => [steps({}), steps({})]],
  ['two folders of migrations belong to ledger', () => [steps({}, 'ledger')]],
])('files that cannot be told apart are refused before anything is done: %s', async (fault, owners) => {
  await expect(migrate(await connect(), owners())).rejects.toThrow(fault)
})

test('a database of the time before this migrator is refused, and nothing is written to it', async () => {
  await database.eyes.query('DROP TABLE schema_migrations; CREATE TABLE ledger_migrations (number bigint PRIMARY KEY)')
  await expect(migrate(await connect())).rejects.toThrow('made by an earlier version')
  expect(await isEarlierDatabase(await connect())).toBe(true)
  expect(await ask(`SELECT to_regclass('schema_migrations') AS made`)).toEqual([{ made: null }])
})
