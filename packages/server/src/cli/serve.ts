import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defaultBounds } from '../platform/bounds.ts'
import type { Config } from '../platform/config.ts'
import { readConfig } from '../platform/config.ts'
import { doubtsOf } from '../platform/config-checks.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import { StartError, startFailure } from '../platform/start-failure.ts'
import { migrate } from '../migrate.ts'
import type { Provider } from '../provider.ts'
import { openProvider, webFolder } from '../provider.ts'

// Runs the provider until SIGINT or SIGTERM. Its first line on standard output says where it answers.

/** What is closed at the end, the last one first. */
const opened: (() => Promise<void>)[] = []

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const settings = readConfig(process.env)
  needWeb(settings)
  const config = await withDatabase(settings)
  await migrate(config.databaseUrl, { dataFolder: settings.databaseUrl === undefined ? config.dataFolder : undefined })
  const provider = await openProvider(config)
  opened.push(() => provider.close())
  await provider.ready()
  const url = await listen(provider, config)
  provider.start()
  console.log(JSON.stringify({ ready: true, url, listening: provider.app.listeningOrigin }))
  for (const doubt of doubtsOf(config)) provider.deps.log.warn(doubt)
}

/** Without its pages a provider takes purchases that nobody can look at: in production it does not start. */
function needWeb({ mode }: Config): void {
  if (existsSync(join(webFolder, 'index.html'))) return
  const message = 'the wallet and the console are not built: run `npm run build`'
  if (mode === 'production') throw new StartError(message)
  console.error(`Farthing starts, but ${message}`)
}

/** Development needs no database: one is started then. */
async function withDatabase(config: Config): Promise<Config & { readonly databaseUrl: string }> {
  const { databaseUrl, dataFolder } = config
  if (databaseUrl !== undefined) return { ...config, databaseUrl }
  const postgres = await startEmbeddedPostgres({ folder: join(dataFolder, 'postgres'), database: 'farthing' })
  opened.push(() => postgres.stop())
  return { ...config, databaseUrl: postgres.url }
}

async function listen({ app }: Provider, { host, port, publicUrl }: Config): Promise<string> {
  await app.listen({ host, port })
  return port === 0 ? app.listeningOrigin : publicUrl
}

let closing: Promise<void> | undefined
function closeAll(): Promise<void> {
  closing ??= (async () => {
    for (const close of opened.toReversed()) await close()
  })()
  return closing
}

async function end(code: number): Promise<void> {
  // What does not answer is not waited for without limit.
  setTimeout(() => {
    console.error(`Farthing did not come to its end in ${defaultBounds.close / 1_000} seconds, and stops as it is`)
    process.exit(1)
  }, defaultBounds.close).unref()
  try {
    await closeAll()
  } catch (error) {
    console.error(error)
    code = 1
  }
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))

try {
  await main()
} catch (error) {
  console.error(startFailure(error))
  await end(1)
}
