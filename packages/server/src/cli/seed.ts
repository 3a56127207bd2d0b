import { existsSync } from 'node:fs'
import { readConfig } from '../platform/config.ts'
import { migrate, openProvider } from '../provider.ts'
import { seedDemo } from '../demo/index.ts'

// Puts the demo into a database and prints what it has as one line of JSON.

if (existsSync('.env')) process.loadEnvFile('.env')
const config = readConfig({ ...process.env, FARTHING_LOG_LEVEL: 'warn' })
if (config.databaseUrl === undefined) throw new Error('DATABASE_URL says into which database')
await migrate(config.databaseUrl)
const provider = await openProvider(config)
try {
  const sites = {
    courier: process.env['COURIER_PUBLIC_URL'] ?? 'http://courier.localhost:4401',
    halfstep: process.env['HALFSTEP_PUBLIC_URL'] ?? 'http://halfstep.localhost:4402',
  }
  console.log(JSON.stringify(await seedDemo(provider.deps, sites)))
} finally {
  await provider.close()
}
