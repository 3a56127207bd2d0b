import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { farthing, systemClock } from '@farthing/sdk'
import { buildApp } from './app.ts'
import { readConfig } from './config.ts'
import { keptIn } from './kept.ts'
import { isRegistration, register } from './register.ts'
import type { Registration } from './register.ts'
import { isSales } from './sales.ts'

const say = (message: string) => process.stderr.write(`courier: ${message}\n`)

async function main(): Promise<void> {
  const config = readConfig(process.env)
  const start: Registration = { webhook: undefined, cookieSecret: randomBytes(32).toString('base64url') }
  const kept = await keptIn(join(config.dataFolder, 'registration.json'), start, isRegistration)
  await kept.write(kept.read()) // The cookie secret must outlive this process, or every reader is shut out.
  const sales = await keptIn(join(config.dataFolder, 'sales.json'), { sales: [], seen: [] }, isSales)
  const client = farthing({ apiKey: config.apiKey, apiUrl: config.providerApiUrl })

  const sleep = (milliseconds: number) => setTimeout(milliseconds)
  const items = await register({ client, config, kept, say, sleep })
  const { cookieSecret, webhook } = kept.read()
  const webhookSecret = config.webhookSecret ?? webhook?.secret ?? ''
  const app = await buildApp({ config, client, items, cookieSecret, webhookSecret, sales, clock: systemClock, say })
  await app.listen({ port: config.port, host: config.host })
  process.stdout.write(`${JSON.stringify({ ready: true, url: config.publicUrl })}\n`)

  const stop = () => void app.close().then(() => process.exit(0))
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((error: unknown) => {
  say(error instanceof Error ? error.message : String(error))
  process.exit(1)
})
