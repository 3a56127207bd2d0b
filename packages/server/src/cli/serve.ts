import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Config } from '../platform/config.ts'
import { ConfigError, readConfig } from '../platform/config.ts'
import { startEmbeddedPostgres } from '../platform/embedded-postgres.ts'
import type { Provider } from '../provider.ts'
import { migrate, openProvider } from '../provider.ts'

// Runs the provider until SIGINT or SIGTERM. Its first line on standard output says where it answers.

/** What is let go of at the end, last one first. */
const opened: (() => Promise<void>)[] = []

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = await withDatabase(readConfig(process.env))
  await migrate(config.databaseUrl)
  const provider = await openProvider(config)
  opened.push(() => provider.close())
  await provider.ready()
  const url = await listen(provider, config)
  provider.start()
  console.log(JSON.stringify({ ready: true, url, listening: provider.app.listeningOrigin }))
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
  console.error(error instanceof ConfigError ? error.message : error)
  await end(1)
}
