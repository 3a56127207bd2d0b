import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endAbandonedPostgres, startEmbeddedPostgres } from '../packages/server/src/platform/embedded-postgres.ts'

const variable = 'FARTHING_TEST_DATABASE_URL'
const prefix = 'farthing-test-postgres-'

/**
 * Vitest's global setup: one throw-away PostgreSQL for the whole run. Tests find the superuser's URL (database
 * `postgres`) in FARTHING_TEST_DATABASE_URL and make databases of their own. Where that is set already, it is used.
 */
export default async function testPostgres(): Promise<() => Promise<void>> {
  if (process.env[variable] !== undefined) return async () => undefined
  await removeAbandoned()
  const folder = await mkdtemp(join(tmpdir(), prefix))
  await chmod(folder, 0o755) // As root PostgreSQL runs as another user, who must get through.
  const settings = { max_connections: '200', wal_level: 'minimal', max_wal_senders: '0', max_wal_size: '4GB' }
  const server = await startEmbeddedPostgres({ folder, durable: false, settings })
  process.env[variable] = server.url
  return async () => {
    Reflect.deleteProperty(process.env, variable)
    await server.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

// Runs that were killed leave a server and its data behind.
async function removeAbandoned(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(prefix)) continue
    const folder = join(tmpdir(), name)
    const { uid, mtimeMs } = await stat(folder)
    const starting = performance.timeOrigin + performance.now() - mtimeMs < 60_000
    if (uid !== process.getuid?.() || starting) continue
    if (await endAbandonedPostgres(folder)) await rm(folder, { recursive: true, force: true })
  }
}
