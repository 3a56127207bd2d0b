// npm run bench: the ledger alone, and purchases over HTTP, beside baselines in the same interleaved run; or this version
// beside another.
import { parseArgs } from 'node:util'
import { startCluster } from './cluster.ts'
import { compare } from './compare.ts'
import { measureDesk, printDesk } from './desk.ts'
import { measureAll } from './plan.ts'
import { print, printComparison } from './report.ts'
import type { How } from './side.ts'
import { findPgbench } from './tpcb.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    against: { type: 'string' },
    how: { type: 'string', default: 'map' },
    outstanding: { type: 'string', default: '256' },
    desk: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

const help = `npm run bench -- [--json] [--quick] [--rounds N]
npm run bench -- --desk [--quick] [--json]
npm run bench -- --against COMMIT [--how map|live|http] [--rounds N] [--outstanding N] [--json]

  --json     one object with every figure and ratio, on standard output
  --quick    one round, and no 5 million entries: to see that it runs
  --rounds   how many interleaved rounds; medians are over these (5), or pairs of windows in a comparison (30)
  --desk     the desk's search over a million users, a busy account's page, a file of a million purchases
  --against  compares this version with another, alternating
  --how      map: PostgreSQL replaced by a map, which has the least noise; live: with PostgreSQL; http: one call by a
             mandate`

/** @throws Error where it is no whole number from 1. */
function countOf(option: string, text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new Error(`--${option} must be a whole number from 1, not ${JSON.stringify(text)}`)
  return Number(text)
}

function howOf(text: string): How {
  if (text === 'map' || text === 'live' || text === 'http') return text
  throw new Error(`--how must be map, live or http, not ${JSON.stringify(text)}`)
}

const tell = (line: string): void => console.error(line)

async function againstAnother(against: string): Promise<void> {
  const pairs = countOf('rounds', values.rounds ?? '30')
  const outstanding = countOf('outstanding', values.outstanding)
  const comparison = await compare({ against, how: howOf(values.how), pairs, outstanding, tell })
  if (values.json) console.log(JSON.stringify(comparison, null, 2))
  else printComparison(comparison)
}

async function besideBaselines(): Promise<void> {
  const rounds = countOf('rounds', values.rounds ?? (values.quick ? '1' : '5'))
  await findPgbench()
  const cluster = await startCluster()
  try {
    const report = await measureAll(cluster, { rounds, entries: values.quick ? 0 : 5_000_000, tell })
    if (values.json) console.log(JSON.stringify(report, null, 2))
    else print(report)
  } finally {
    await cluster.close()
  }
}

async function theDesk(): Promise<void> {
  const world = values.quick
    ? { users: 20_000, purchases: 20_000, ofOne: 2_000 }
    : { users: 1_000_000, purchases: 1_000_000, ofOne: 100_000 }
  const cluster = await startCluster()
  try {
    const report = await measureDesk(cluster, world, tell)
    if (values.json) console.log(JSON.stringify(report, null, 2))
    else printDesk(report)
  } finally {
    await cluster.close()
  }
}

if (values.help) console.log(help)
else {
  try {
    if (values.desk) await theDesk()
    else await (values.against === undefined ? besideBaselines() : againstAnother(values.against))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
