import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { ConfigError, readConfig } from '@farthing/server/config'

/** What `npm start` runs: where each server listens, and where people's browsers find it. */
export type DemoSettings = {
  /** Absent: a PostgreSQL of our own. */
  databaseUrl: string | undefined
  dataFolder: string
  provider: Address
  courier: Address
  halfstep: Address
}
export type Address = {
  port: number
  publicUrl: string
  /** For servers: names under .localhost are found by browsers, not by every resolver. */
  apiUrl: string
}
type Environment = Readonly<Record<string, string | undefined>>

const root = resolve(import.meta.dirname, '../..')

/**
 * Reads the environment and looks whether the ports are free.
 *
 * @returns The settings, or every mistake, a sentence each.
 */
export async function readDemoSettings(env: Environment): Promise<DemoSettings | { mistakes: string[] }> {
  const mistakes: string[] = []
  const provider = providerAddress(env, mistakes)
  const courier = vendorAddress(env, 'COURIER', 4401, mistakes)
  const halfstep = vendorAddress(env, 'HALFSTEP', 4402, mistakes)
  const taken = await takenPorts([
    { of: 'the provider', variable: 'FARTHING_PORT', port: provider.port },
    { of: 'The Fenland Courier', variable: 'COURIER_PORT', port: courier.port },
    { of: 'Halfstep Records', variable: 'HALFSTEP_PORT', port: halfstep.port },
  ])
  mistakes.push(...taken)
  if (mistakes.length > 0) return { mistakes }
  const dataFolder = resolve(root, given(env, 'FARTHING_DATA_FOLDER') ?? '.farthing')
  return { databaseUrl: given(env, 'DATABASE_URL'), dataFolder, provider, courier, halfstep }
}

/** The checkout's root, and where a file of it lies. */
export const inCheckout = (path: string): string => join(root, path)

function given(env: Environment, name: string): string | undefined {
  const value = env[name]?.trim()
  return value === '' ? undefined : value
}

// The provider's own reader checks the provider's settings, so that its mistakes are told with ours.
function providerAddress(env: Environment, mistakes: string[]): Address {
  if (given(env, 'FARTHING_MODE') === 'production') {
    mistakes.push('FARTHING_MODE is production, and npm start is the demo: run `npm run serve` instead')
    return addressOf(unknownPort, '')
  }
  try {
    const { port, publicUrl } = readConfig(providerEnvironment(env))
    if (port === 0) mistakes.push('FARTHING_PORT must be a port from 1 to 65535, not "0"')
    return addressOf(port, publicUrl)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    mistakes.push(...error.mistakes)
    return addressOf(unknownPort, '')
  }
}

function vendorAddress(env: Environment, prefix: string, otherwise: number, mistakes: string[]): Address {
  const text = given(env, `${prefix}_PORT`) ?? String(otherwise)
  const port = /^[1-9]\d{0,4}$/.test(text) && Number(text) < 65_536 ? Number(text) : unknownPort
  if (port === unknownPort) mistakes.push(`${prefix}_PORT must be a port from 1 to 65535, not "${text}"`)
  const publicUrl = given(env, `${prefix}_PUBLIC_URL`) ?? `http://${prefix.toLowerCase()}.localhost:${port}`
  if (!URL.canParse(publicUrl)) mistakes.push(`${prefix}_PUBLIC_URL must be an origin, not "${publicUrl}"`)
  return addressOf(port, publicUrl)
}

const unknownPort = 0
const addressOf = (port: number, publicUrl: string): Address => ({
  port,
  publicUrl,
  apiUrl: `http://127.0.0.1:${port}`,
})

/** What the provider reads of our environment: its own names, and the demo switched on. */
export function providerEnvironment(env: Environment): Record<string, string> {
  const own = Object.entries(env).flatMap(([name, value]) =>
    value !== undefined && (name.startsWith('FARTHING_') || name === 'DATABASE_URL') ? [[name, value]] : [],
  )
  return { ...(Object.fromEntries(own) as Record<string, string>), FARTHING_DEMO: '1' }
}

type Wanted = { of: string; variable: string; port: number }

async function takenPorts(wanted: Wanted[]): Promise<string[]> {
  const told = await Promise.all(
    wanted.map(async ({ of, variable, port }, index) => {
      if (port === unknownPort) return undefined
      const other = wanted.slice(0, index).find((earlier) => earlier.port === port)
      if (other !== undefined) return `${variable} is ${port}, which ${other.of} has already: set another`
      if (await becomesFree(port)) return undefined
      return `port ${port}, wanted for ${of}, is in use: stop what uses it, or set ${variable}`
    }),
  )
  return told.filter((sentence) => sentence !== undefined)
}

// The servers of a run that was killed notice that and leave within a moment.
async function becomesFree(port: number): Promise<boolean> {
  for (let attempt = 0; attempt < 10; attempt++) {
    if (await isFree(port)) return true
    await sleep(200)
  }
  return false
}

function isFree(port: number): Promise<boolean> {
  return new Promise((done) => {
    const probe = createServer()
    probe.once('error', () => done(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => done(true)))
  })
}
