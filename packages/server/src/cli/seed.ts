import { existsSync } from 'node:fs'
import { seedDemo } from '../demo/index.ts'
import { readConfig } from '../platform/config.ts'
import { StartError, startFailure } from '../platform/start-failure.ts'
import { migrate } from '../migrate.ts'
import { openProvider } from '../provider.ts'

// Puts the demo into a database and prints what it has as one line of JSON.

async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const config = readConfig({ ...process.env, FARTHING_LOG_LEVEL: 'warn' })
  if (config.databaseUrl === undefined) throw new StartError('set DATABASE_URL to the database that the demo goes into')
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
}

try {
  await main()
} catch (error) {
  console.error(startFailure(error))
  process.exitCode = 1
}
