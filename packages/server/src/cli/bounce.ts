import { existsSync } from 'node:fs'
import { defaultBounds } from '../platform/bounds.ts'
import { systemClock } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openPool } from '../platform/database.ts'
import { systemRandom } from '../platform/random.ts'
import { openSecrets } from '../platform/secrets.ts'
import { StartError, startFailure } from '../platform/start-failure.ts'
import { maxReportBytes, takeBack } from '../notice/index.ts'

// `npm run -s bounce -- RECIPIENT` reads one mail from standard input, as a mail server's pipe gives it. It ends with 0
// whatever the mail is, since a mail server would send an error back to where the mail came from; with 75 (EX_TEMPFAIL of
// sysexits.h) where it could not be written down: then the mail server tries again.

const tryAgain = 75

/** Standard input, up to the first byte that is too much: the rest is let go, so that the mail server is not cut off. */
async function readMail(): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    if (size <= maxReportBytes) chunks.push(chunk)
    size += chunk.length
  }
  return Buffer.concat(chunks).toString('latin1')
}

async function main([recipient = '', ...rest]: readonly string[]): Promise<void> {
  if (rest.length > 0) throw new StartError('it is `npm run -s bounce -- RECIPIENT`, with the mail on standard input')
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { databaseUrl, masterKey } = readConfig({ ...process.env, FARTHING_LOG_LEVEL: 'warn' })
  if (databaseUrl === undefined) throw new StartError('set DATABASE_URL to the database whose notices came back')
  const message = await readMail()
  const onError = (error: Error): void => console.error(error)
  const pool = openPool({ url: databaseUrl, size: 1, bounds: defaultBounds, onError })
  try {
    const secrets = openSecrets(masterKey, systemRandom)
    console.log(await takeBack({ secrets, pool, clock: systemClock }, message, recipient))
  } finally {
    await pool.end()
  }
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(startFailure(error))
  process.exitCode = tryAgain
}
