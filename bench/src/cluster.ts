// One PostgreSQL for all sides of a comparison, with fsync on, each side in a database of its own.
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { migrate, startEmbeddedPostgres } from '@farthing/server'
import pg from 'pg'
import { createWorld } from './world.ts'

export type Cluster = {
  readonly postmaster: number
  urlOf(database: string): string
  connect(database: string): Promise<pg.Client>
  /** Makes a database with the schema and the bench's world in it. */
  createSide(database: string): Promise<string>
  close(): Promise<void>
}

export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'farthing-bench-'))
  // As root, PostgreSQL runs as another user, who must get in.
  await chmod(folder, 0o755)
  const server = await startEmbeddedPostgres({
    folder,
    openFolder: folder,
    settings: { shared_buffers: '512MB', max_wal_size: '4GB', checkpoint_timeout: '15min', wal_compression: 'off' },
  })
  const urlOf = (database: string): string => {
    const url = new URL(server.url)
    url.pathname = `/${database}`
    return url.href
  }
  const connect = async (database: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: urlOf(database) })
    client.on('error', () => undefined) // What was asked on it fails, and says so.
    await client.connect()
    return client
  }
  const admin = await connect('postgres')
  const { rows } = await admin.query<{ folder: string }>(`SELECT current_setting('data_directory') AS folder`)
  const postmaster = Number((await readFile(join(rows[0]?.folder ?? '', 'postmaster.pid'), 'utf8')).split('\n')[0])
  return {
    postmaster,
    urlOf,
    connect,
    async createSide(database) {
      await admin.query(`CREATE DATABASE ${database}`)
      await migrate(urlOf(database))
      const client = await connect(database)
      await createWorld(client)
      await client.query('CREATE SEQUENCE naive_seq')
      await client.query('CHECKPOINT')
      await client.end()
      return urlOf(database)
    },
    async close() {
      await admin.end()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
