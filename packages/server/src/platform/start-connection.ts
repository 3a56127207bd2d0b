import pg from 'pg'
import type { Bounds } from './bounds.ts'
import { isDatabaseAway } from './database.ts'
import { StartError } from './start-failure.ts'

/**
 * A connection for what is done before a start. Whoever asked for it ends it.
 *
 * @throws StartError where nothing answers in time.
 */
export async function connectAtStart(
  databaseUrl: string,
  bounds: Pick<Bounds, 'start' | 'migration'>,
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: bounds.start,
    query_timeout: bounds.migration,
    keepAlive: true,
  })
  client.on('error', () => undefined) // Whoever waits hears of it as well.
  await client.connect().catch((error: unknown) => {
    if (!isDatabaseAway(error) || (error as { code?: unknown }).code !== undefined) throw error
    throw new StartError(
      `the database in DATABASE_URL took no connection in ${bounds.start / 1_000} seconds: is its host right, and does it answer?`,
      { cause: error },
    )
  })
  return client
}
