// npm run bench -- --desk: what the desk's search, its page of a busy account and a file of everything take.
import { get } from 'node:http'
import { openProvider, readConfig, toPublic } from '@farthing/server'
import type { Provider } from '@farthing/server'
import type { Cluster } from './cluster.ts'
import { createBusiness, createPeople, deskHeaders } from './desk-world.ts'
import type { DeskWorld } from './desk-world.ts'
import { idOf } from './identifiers.ts'
import { median, residentMiB } from './measure.ts'

const searchLimitMillis = 50
const pageLimitMillis = 200
const rounds = 15

export type Timed = {
  readonly what: string
  readonly medianMillis: number
  readonly worstMillis: number
  readonly limitMillis: number
}
export type DeskReport = {
  readonly world: DeskWorld
  readonly timed: readonly Timed[]
  readonly file: { readonly rows: number; readonly seconds: number; readonly growthMiB: number }
}

/** Fills a database and measures, over HTTP without a network; each search and each page writes its line of the record. */
export async function measureDesk(
  cluster: Cluster,
  world: DeskWorld,
  tell: (line: string) => void,
): Promise<DeskReport> {
  const url = await cluster.createSide('desk')
  const provider = await openProvider(
    readConfig({ DATABASE_URL: url, FARTHING_LOG_LEVEL: 'error', FARTHING_RATE_LIMIT_REQUESTS: '0' }),
  )
  const client = await cluster.connect('desk')
  try {
    tell(`Making ${world.users.toLocaleString('en')} people …`)
    const names = await createPeople(client, provider, world.users)
    tell(`Making ${world.purchases.toLocaleString('en')} purchases, ${world.ofOne.toLocaleString('en')} of one payer …`)
    await createBusiness(client, world)
    await provider.ready()
    tell('Measuring …')
    const timed: Timed[] = []
    for (const [what, q] of searchesIn(names)) {
      const path = `/api/desk/search?reason=bench&q=${encodeURIComponent(q)}`
      timed.push(await time(provider, what, path, searchLimitMillis))
    }
    const account = `/api/desk/accounts/${toPublic('acc', idOf('payer', 0))}`
    for (const [what, path] of [
      ['the account page', ''],
      ['its purchases', '/purchases'],
      ['all that happened', '/events'],
    ] as const)
      timed.push(
        await time(
          provider,
          `${what}, of ${world.ofOne.toLocaleString('en')} purchases`,
          `${account}${path}?reason=bench`,
          pageLimitMillis,
        ),
      )
    return { world, timed, file: await readFile(provider) }
  } finally {
    await client.end()
    await provider.close()
  }
}

function searchesIn({ firsts, lasts }: Awaited<ReturnType<typeof createPeople>>): (readonly [string, string])[] {
  const [first = '', second = ''] = firsts
  const [last = ''] = lasts
  return [
    ['two letters, very common', first.slice(0, 2)],
    ['a very common name', first],
    ['two beginnings, both very common', `${last.slice(0, 2)} ${first.slice(0, 2)}`],
    ['two very common names', `${last} ${first}`],
    ['two that are hardly ever together', `${first} ${second}`],
    ['a rare name', lasts.at(-5) ?? ''],
    ['nobody', 'xyzzy plugh'],
    ['an initial and a common name', `${first.charAt(0)} ${last}`],
    ['an order reference', 'order-4711'],
    ['an e-mail address', 'nobody@example.org'],
  ]
}

async function time(provider: Provider, what: string, url: string, limitMillis: number): Promise<Timed> {
  const millis: number[] = []
  for (let round = 0; round < rounds + 3; round++) {
    const begun = performance.now()
    const answer = await provider.app.inject({ url, headers: deskHeaders })
    const took = performance.now() - begun
    if (answer.statusCode !== 200) throw new Error(`${url}: ${answer.statusCode} ${answer.body}`)
    if (round >= 3) millis.push(took) // The first ones plan, and read what is not in memory.
  }
  return { what, medianMillis: median(millis), worstMillis: Math.max(...millis), limitMillis }
}

/** Reads all purchases as a file over a real connection, and watches the memory of this process, which serves it. */
async function readFile(provider: Provider): Promise<DeskReport['file']> {
  const address = await provider.app.listen({ port: 0, host: '127.0.0.1' })
  const before = residentMiB(process.pid)
  const begun = performance.now()
  let [rows, most] = [-1, before] // The first line names the columns.
  await new Promise<void>((resolve, reject) => {
    const url = `${address}/api/desk/tables/purchases.csv?reason=bench`
    const request = get(url, { headers: deskHeaders }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`the file: ${String(response.statusCode)}`))
      response.on('error', reject).on('end', resolve)
      response.on('data', (piece: Buffer) => {
        for (const byte of piece) if (byte === 10) rows++
        most = Math.max(most, residentMiB(process.pid))
      })
    })
    request.on('error', reject)
  })
  return { rows, seconds: (performance.now() - begun) / 1_000, growthMiB: most - before }
}

export function printDesk({ world, timed, file }: DeskReport): void {
  const whole = (count: number) => count.toLocaleString('en')
  console.log(
    `The desk, with ${whole(world.users)} users and ${whole(world.purchases)} purchases: milliseconds, record included`,
  )
  for (const { what, medianMillis, worstMillis, limitMillis } of timed) {
    const figures = [medianMillis, worstMillis].map((millis) => millis.toFixed(1).padStart(9)).join('')
    console.log(`  ${what.padEnd(48)}${figures}   ${medianMillis < limitMillis ? 'under' : 'OVER'} ${limitMillis}`)
  }
  console.log(
    `  a file of ${whole(file.rows)} purchases: ${file.seconds.toFixed(1)} s, ${file.growthMiB.toFixed(0)} MiB of memory more`,
  )
}
