import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { DemoSeed } from '@farthing/server'
import { refuseEarlierDatabase } from '@farthing/server/earlier-database'
import { startEmbeddedPostgres } from '@farthing/server/embedded-postgres'
import { nodeEnvironment, nodeOptions } from '@farthing/server/node-options'
import { StartError, startFailure } from '@farthing/server/start-failure'
import { type Child, runToEnd, startChild, tail } from './child.ts'
import { readSeeded } from './seed.ts'
import { type DemoSettings, inCheckout, providerEnvironment, readDemoSettings } from './settings.ts'
import { buildWeb } from './web-build.ts'
import { welcome } from './welcome.ts'

const log = (message: string) => console.log(`  ${message}`)

/** What runs, in the order in which it was started; it is stopped in the reverse order. */
const running: { stop(): Promise<void> }[] = []

async function main(): Promise<void> {
  if (existsSync(inCheckout('.env'))) process.loadEnvFile(inCheckout('.env'))
  const settings = await readDemoSettings(process.env)
  if ('mistakes' in settings) {
    console.error(`Farthing cannot start:\n${settings.mistakes.map((mistake) => `  - ${mistake}`).join('\n')}`)
    process.exitCode = 1
    return
  }
  const children = await start(settings)
  const what = await Promise.race(children.map(async (child) => ({ child, sentence: await child.ended })))
  if (stopping === undefined) fail(new StartError(`${what.sentence}\n${tail(what.child.logFile)}`))
}

async function start(settings: DemoSettings): Promise<Child[]> {
  const { dataFolder, courier, halfstep } = settings
  await mkdir(dataFolder, { recursive: true })
  const [databaseUrl] = await Promise.all([openDatabase(settings), buildWeb(dataFolder, log)])
  const providerEnv = {
    ...providerEnvironment(process.env),
    DATABASE_URL: databaseUrl,
    FARTHING_DATA_FOLDER: dataFolder,
    COURIER_PUBLIC_URL: courier.publicUrl,
    HALFSTEP_PUBLIC_URL: halfstep.publicUrl,
  }
  const program = async (name: string, file: string, own: Record<string, string>) => {
    const env = { ...own, NODE_COMPILE_CACHE: join(dataFolder, 'compile-cache') }
    const logFile = join(dataFolder, `${name.toLowerCase().replaceAll(' ', '-')}.log`)
    await rm(logFile, { force: true })
    return { name, file, env, logFile }
  }
  const serve = await program('The provider', 'packages/server/src/cli/serve.ts', providerEnv)
  const seed = await program('The seed', 'packages/server/src/cli/seed.ts', providerEnv)
  const [server, seeded] = await Promise.all([
    keep(startChild({ ...serve, env: { ...serve.env, ...nodeEnvironment }, options: nodeOptions })),
    runToEnd(seed).then(readSeeded),
  ])
  const vendor = async (name: string, file: string, env: Record<string, string>) =>
    keep(startChild({ ...(await program(name, file, env)), port: Number(env['PORT']) }))
  const vendors = await Promise.all([
    vendor('The Fenland Courier', 'examples/newspaper/src/main.ts', vendorEnvironment(settings, 'courier', seeded)),
    vendor('Halfstep Records', 'examples/record-shop/src/main.ts', vendorEnvironment(settings, 'halfstep', seeded)),
  ])
  console.log(welcome(settings, seeded, dataFolder))
  return [server, ...vendors]
}

async function openDatabase({ databaseUrl, dataFolder }: DemoSettings): Promise<string> {
  if (databaseUrl !== undefined) {
    await refuseEarlierDatabase({ url: databaseUrl })
    return databaseUrl
  }
  const folder = join(dataFolder, 'postgres')
  const { url } = await keep(startEmbeddedPostgres({ folder, database: 'farthing', log }))
  await refuseEarlierDatabase({ url, dataFolder })
  return url
}

function vendorEnvironment(settings: DemoSettings, vendor: 'courier' | 'halfstep', { vendors }: DemoSeed) {
  return {
    PORT: String(settings[vendor].port),
    PUBLIC_URL: settings[vendor].publicUrl,
    PROVIDER_PUBLIC_URL: settings.provider.publicUrl,
    PROVIDER_API_URL: settings.provider.apiUrl,
    FARTHING_API_KEY: vendors[vendor].apiKey,
    DATA_FOLDER: join(settings.dataFolder, vendor),
  }
}

async function keep<T extends { stop(): Promise<void> }>(starting: Promise<T>): Promise<T> {
  const started = await starting
  running.push(started)
  if (stopping !== undefined) await started.stop() // Ctrl-C came while it started.
  return started
}

let stopping: Promise<void> | undefined

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const each of running.toReversed()) await each.stop()
  })()
  return stopping
}

function fail(error: unknown): void {
  console.error(startFailure(error))
  process.exitCode = 1
  void stopAll()
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(signal, () => {
    if (stopping === undefined) console.log('\n  Stopping.')
    void stopAll().then(() => process.exit())
  })
}

await main().catch((error: unknown) => (stopping === undefined ? fail(error) : undefined))
