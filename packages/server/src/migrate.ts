import { FinalFault, migrate as migrateTables } from '@farthing/ledger'
import type pg from 'pg'
import type { Bounds } from './platform/bounds.ts'
import { defaultBounds } from './platform/bounds.ts'
import { refuseEarlier } from './platform/earlier-database.ts'
import type { Room } from './platform/room.ts'
import { migrationsOf } from './platform/room.ts'
import { connectAtStart } from './platform/start-connection.ts'
import { StartError } from './platform/start-failure.ts'
import { rooms as allRooms } from './rooms.ts'

export type MigrateOptions = {
  readonly bounds?: Pick<Bounds, 'start' | 'migration'>
  readonly rooms?: readonly Room[]
  /** Where the database lies, if it is one that Farthing itself runs. */
  readonly dataFolder?: string | undefined
}

/**
 * Brings the schema of a database up to date: the ledger's own, then each room's.
 *
 * @throws StartError where the database is too old or not in UTF-8, or its tables are those of another version.
 */
export async function migrate(
  databaseUrl: string,
  { bounds = defaultBounds, rooms = allRooms, dataFolder }: MigrateOptions = {},
): Promise<void> {
  const client = await connectAtStart(databaseUrl, bounds)
  try {
    await refuseUnfit(client)
    await refuseEarlier(client, dataFolder)
    await migrateTables(client, migrationsOf(rooms)).catch(throwAsStart)
  } finally {
    await client.end()
  }
}

/** The migrator's own refusals are complete sentences; an error of the database needs its stack for a report. */
function throwAsStart(error: unknown): never {
  const isRefusal = error instanceof FinalFault && (error.cause === undefined || error.cause instanceof FinalFault)
  throw isRefusal ? new StartError(error.message, { cause: error }) : error
}

async function refuseUnfit(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
            current_setting('server_encoding') AS encoding`,
  )
  const [found] = rows
  if (found === undefined) return
  if (found.number < 150_000)
    throw new StartError(`the database is PostgreSQL ${found.version}, and Farthing needs 15 or later`)
  if (found.encoding !== 'UTF8')
    throw new StartError(
      `the database's encoding is ${found.encoding}: create one with ENCODING 'UTF8' TEMPLATE template0`,
    )
}
