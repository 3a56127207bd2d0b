// What the tour walks through: a throw-away database, the provider in this process, both vendors as real servers.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DemoSeed, Provider } from '@farthing/server'
import { migrate, openProvider, readConfig, seedDemo } from '@farthing/server'
import { startEmbeddedPostgres } from '@farthing/server/embedded-postgres'
import { freePort } from '../../../packages/sdk/src/testing/free-port.ts'
import { startChild } from '../child.ts'
import type { TurnableClock } from './clock.ts'
import { turnableClock } from './clock.ts'

export type World = {
  readonly clock: TurnableClock
  readonly provider: Provider
  readonly url: string
  readonly seeded: DemoSeed
  readonly vendors: Readonly<Record<'courier' | 'halfstep', string>>
  close(): Promise<void>
}

export async function openWorld(): Promise<World> {
  const stops: (() => Promise<unknown>)[] = []
  const close = async () => {
    for (const stop of stops.splice(0).toReversed()) await stop()
  }
  try {
    return { ...(await open(stops)), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function open(stops: (() => Promise<unknown>)[]): Promise<Omit<World, 'close'>> {
  const folder = await mkdtemp(join(tmpdir(), 'farthing-tour-'))
  stops.push(() => rm(folder, { recursive: true, force: true }))
  await chmod(folder, 0o755) // As root, PostgreSQL runs as another user, who must get in.
  const database = await startEmbeddedPostgres({ folder: join(folder, 'postgres'), openFolder: folder, durable: false })
  stops.push(() => database.stop())
  await migrate(database.url)

  const [port, courier, halfstep] = await Promise.all([freePort(), freePort(), freePort()])
  const vendors = { courier: `http://courier.localhost:${courier}`, halfstep: `http://halfstep.localhost:${halfstep}` }
  const clock = turnableClock()
  const config = readConfig({
    DATABASE_URL: database.url,
    FARTHING_PORT: String(port),
    FARTHING_DEMO: '1',
    FARTHING_LOG_LEVEL: 'fatal',
  })
  const provider = await openProvider(config, { clock, ledgerClock: clock })
  stops.push(() => provider.close())
  await provider.app.listen({ host: '127.0.0.1', port })
  provider.start()
  const seeded = await seedDemo(provider.deps, vendors)

  const vendor = async (name: 'courier' | 'halfstep', file: string, own: number) => {
    const env = {
      PORT: String(own),
      PUBLIC_URL: vendors[name],
      PROVIDER_PUBLIC_URL: config.publicUrl,
      PROVIDER_API_URL: `http://127.0.0.1:${port}`,
      FARTHING_API_KEY: seeded.vendors[name].apiKey,
      DATA_FOLDER: join(folder, name),
    }
    const child = await startChild({ name, file, env, logFile: join(folder, `${name}.log`), port: own })
    stops.push(() => child.stop())
  }
  await Promise.all([
    vendor('courier', 'examples/newspaper/src/main.ts', courier),
    vendor('halfstep', 'examples/record-shop/src/main.ts', halfstep),
  ])
  return { clock, provider, url: config.publicUrl, seeded, vendors }
}
