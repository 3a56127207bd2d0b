import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { farthing, systemClock } from '@farthing/sdk'
import { readConfig } from './config.ts'
import { keptIn } from './kept.ts'
import { isOrders } from './orders.ts'
import { isRegistration, register } from './register.ts'
import type { Registration } from './register.ts'
import { buildServer } from './server.ts'
import { wavOf } from './sound.ts'

const say = (message: string) => process.stderr.write(`halfstep: ${message}\n`)

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const start: Registration = { webhook: undefined, cookieSecret: randomBytes(32).toString('base64url') }
  const kept = await keptIn(join(config.dataFolder, 'registration.json'), start, isRegistration)
  await kept.write(kept.read()) // The cookie secret must outlive this process, or every listener is shut out.
  const orders = await keptIn(join(config.dataFolder, 'orders.json'), { orders: [], seen: [] }, isOrders)
  const client = farthing({ apiKey: config.apiKey, apiUrl: config.providerApiUrl })

  const sleep = (milliseconds: number) => setTimeout(milliseconds)
  const items = await register({ client, config, kept, say, sleep })
  const { cookieSecret, webhook } = kept.read()
  const webhookSecret = config.webhookSecret ?? webhook?.secret ?? ''
  const server = await buildServer({
    config,
    client,
    items,
    cookieSecret,
    webhookSecret,
    orders,
    clock: systemClock,
    soundOf: wavOf,
    say,
  })
  server.on('error', (error) => {
    say(error.message)
    process.exit(1)
  })
  server.listen(config.port, config.host, () => {
    process.stdout.write(`${JSON.stringify({ ready: true, url: config.publicUrl })}\n`)
  })

  const stop = () => {
    server.close(() => process.exit(0))
    server.closeIdleConnections()
    void sleep(3000).then(() => server.closeAllConnections())
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
