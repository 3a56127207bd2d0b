// One side of the HTTP comparison as a process of its own: the provider over the ledger, over the baseline, or bare.
import { Purchase, openProvider, readConfig, RequestBody } from '@farthing/server'
import fastify from 'fastify'
import type pg from 'pg'
import type { Ledger } from '@farthing/ledger'
import { countAllocated } from './garbage.ts'
import { naiveLedger } from './naive.ts'

const [side, url = ''] = process.argv.slice(2)

async function listen(): Promise<string> {
  if (side === 'bare') {
    const app = fastify({ ajv: { customOptions: { strict: false } } }) // Our schemas say what kind of text each is.
    const answer = JSON.parse(process.env['BENCH_ANSWER'] ?? '{}') as object
    app.post('/v1/purchases', { schema: { body: RequestBody, response: { 201: Purchase } } }, (_, reply) =>
      reply.code(201).send(answer),
    )
    return app.listen({ port: 0, host: '127.0.0.1' })
  }
  const config = readConfig({
    DATABASE_URL: url,
    FARTHING_LOG_LEVEL: 'error',
    FARTHING_RATE_LIMIT_REQUESTS: '0',
    FARTHING_PUBLIC_URL: 'http://wallet.localhost',
  })
  const ledger = side === 'naive' ? (naiveLedger(url) as Ledger<pg.ClientBase>) : undefined
  const provider = await openProvider(config, ledger === undefined ? {} : { ledger })
  return provider.app.listen({ port: 0, host: '127.0.0.1' })
}

if (side !== undefined) process.send?.({ port: Number(new URL(await listen()).port) })
let allocated = countAllocated()
process.on('message', () => {
  process.send?.({ allocated: allocated() })
  allocated = countAllocated()
})
process.on('disconnect', () => process.exit(0))
if (side === undefined) process.disconnect()
