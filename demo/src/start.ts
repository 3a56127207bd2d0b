import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '@farthing/server/embedded-postgres'
import { type Child, runToEnd, startChild, tail } from './child.ts'
import { type VendorKeys, seededOnce } from './seed.ts'
import { type Address, type DemoSettings, inCheckout, providerEnvironment, readDemoSettings } from './settings.ts'
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
  if (stopping === undefined) fail(new Error(`${what.sentence}\n${tail(what.child.logFile)}`))
}

async function start(settings: DemoSettings): Promise<Child[]> {
  const { dataFolder, provider, courier, halfstep } = settings
  await mkdir(dataFolder, { recursive: true })
  const [databaseUrl] = await Promise.all([openDatabase(settings), buildWeb(dataFolder, log)])
  const providerEnv = {
    ...providerEnvironment(process.env),
    DATABASE_URL: databaseUrl,
    FARTHING_DATA_FOLDER: dataFolder,
    COURIER_PUBLIC_URL: courier.publicUrl,
    COURIER_API_URL: courier.apiUrl,
    HALFSTEP_PUBLIC_URL: halfstep.publicUrl,
    HALFSTEP_API_URL: halfstep.apiUrl,
  }
  const program = async (name: string, file: string, env: Record<string, string>) => {
    const logFile = join(dataFolder, `${name.toLowerCase().replaceAll(' ', '-')}.log`)
    await rm(logFile, { force: true })
    return { name, file, env, logFile }
  }
  const server = await keep(startChild(await program('The provider', 'packages/server/src/cli/serve.ts', providerEnv)))
  const seed = await program('The seed', 'packages/server/src/cli/seed.ts', providerEnv)
  const seeded = await seededOnce(join(dataFolder, 'demo.json'), () => runToEnd(seed))
  const vendor = async (name: string, file: string, address: Address, keys: VendorKeys) =>
    keep(startChild({ ...(await program(name, file, vendorEnvironment(provider, address, keys))), port: address.port }))
  const vendors = await Promise.all([
    vendor('The Fenland Courier', 'examples/newspaper/src/main.ts', courier, seeded.vendors.courier),
    vendor('Halfstep Records', 'examples/record-shop/src/main.ts', halfstep, seeded.vendors.halfstep),
  ])
  console.log(welcome(settings, seeded, dataFolder))
  return [server, ...vendors]
}

async function openDatabase({ databaseUrl, dataFolder }: DemoSettings): Promise<string> {
  if (databaseUrl !== undefined) return databaseUrl
  const folder = join(dataFolder, 'postgres')
  return (await keep(startEmbeddedPostgres({ folder, database: 'farthing', log }))).url
}

function vendorEnvironment(provider: Address, { port, publicUrl }: Address, keys: VendorKeys): Record<string, string> {
  return {
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    PROVIDER_URL: provider.publicUrl,
    PROVIDER_API_URL: provider.apiUrl,
    FARTHING_API_KEY: keys.apiKey,
    FARTHING_WEBHOOK_SECRET: keys.webhookSecret,
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
  console.error(error instanceof Error ? error.message : error)
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
