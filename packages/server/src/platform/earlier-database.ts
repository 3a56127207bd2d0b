import { isAbsolute, relative } from 'node:path'
import { isEarlierDatabase } from '@farthing/ledger'
import type pg from 'pg'
import { defaultBounds } from './bounds.ts'
import { connectAtStart } from './start-connection.ts'
import { StartError } from './start-failure.ts'

/** A database, and where it lies if it is one that Farthing itself runs. */
export type DatabasePlace = { readonly url: string; readonly dataFolder?: string | undefined }

/**
 * Looks whether a database can be kept before anything else is started on it.
 *
 * @throws StartError Saying in one sentence what to do with one that an earlier version made.
 */
export async function refuseEarlierDatabase({ url, dataFolder }: DatabasePlace): Promise<void> {
  const client = await connectAtStart(url, defaultBounds)
  try {
    await refuseEarlier(client, dataFolder)
  } finally {
    await client.end()
  }
}

/** The same over a connection that there is. @throws StartError */
export async function refuseEarlier(client: pg.Client, dataFolder: string | undefined): Promise<void> {
  if (!(await isEarlierDatabase(client))) return
  const cannotBeKept = 'was made by an earlier version of Farthing and cannot be kept:'
  if (dataFolder !== undefined) {
    const folder = shown(dataFolder)
    throw new StartError(
      `the database in ${folder} ${cannotBeKept} remove the folder with "rm -r ${inShell(folder)}" and start again`,
    )
  }
  const { database = '', host, port, user = '' } = client
  const options = `-h ${inShell(host)} -p ${port} -U ${inShell(user)} -E UTF8 -T template0`
  throw new StartError(
    `the database ${database} at ${host}:${port} ${cannotBeKept} make another with "createdb ${options} ${inShell(`${database}_new`)}" and name it in DATABASE_URL`,
  )
}

/** Relative to where the command runs, where it lies in there. */
function shown(folder: string): string {
  const path = relative('.', folder)
  return path === '' || path.startsWith('..') || isAbsolute(path) ? folder : path
}

/** A word as a shell reads it. */
const inShell = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)
