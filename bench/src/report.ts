// Tables for people.
import { median } from './measure.ts'
import type { Comparison } from './compare.ts'
import type { Report } from './plan.ts'
import { sizes } from './plan.ts'

type Figures = {
  perSecond: number
  p50Millis: number
  p99Millis: number
  postgresMicros: number
  nodeMicros: number
  loopMicros: number
  garbageBytes: number
}

const whole = (n: number) => Math.round(n).toLocaleString('en')
const of = (samples: readonly Figures[], field: keyof Figures) => median(samples.map((sample) => sample[field]))

/** CPU of a thousand purchases, in fixed loops as they ran beside each window. */
const inLoops = (samples: readonly Figures[], field: 'postgresMicros' | 'nodeMicros'): string =>
  median(samples.map((sample) => (1_000 * sample[field]) / sample.loopMicros)).toFixed(1)

function table(title: string, columns: readonly [string, Record<string, readonly Figures[]>][]): void {
  console.log(`\n${title}`)
  console.log(
    [
      'outstanding',
      'side',
      'per second',
      'p50 ms',
      'p99 ms',
      'µs PostgreSQL',
      'µs Node',
      'loops PG',
      'loops Node',
      'garbage kB',
    ]
      .map((head, i) => (i < 2 ? head.padEnd(12) : head.padStart(14)))
      .join(''),
  )
  for (const size of sizes) {
    for (const [name, samples] of columns) {
      const found = samples[String(size)]
      if (found === undefined) continue
      const cells = [
        whole(of(found, 'perSecond')),
        of(found, 'p50Millis').toFixed(1),
        of(found, 'p99Millis').toFixed(1),
        whole(of(found, 'postgresMicros')),
        whole(of(found, 'nodeMicros')),
        inLoops(found, 'postgresMicros'),
        inLoops(found, 'nodeMicros'),
        (of(found, 'garbageBytes') / 1_000).toFixed(0),
      ]
      console.log([String(size).padEnd(12), name.padEnd(12), ...cells.map((cell) => cell.padStart(14))].join(''))
    }
  }
}

export function print(report: Report): void {
  console.log(
    `Medians of ${report.rounds} interleaved rounds. CPU (µs) and garbage are of one purchase, loops of a thousand: the CPU\n` +
      'in units of a fixed loop that ran beside each window, which travels better from machine to machine.',
  )
  table('A purchase authorized and captured, in one process', [
    ['ledger', report.inProcess.ledger],
    ['naive', report.inProcess.naive],
  ])
  for (const way of ['request and buy', 'mandate', 'bare'] as const) {
    const { ledger, naive } = report.http[way]
    table(way === 'bare' ? 'A bare Fastify endpoint with the same schema' : `Over HTTP: ${way}`, [
      [way === 'bare' ? 'bare' : 'ledger', ledger],
      ['naive', naive],
    ])
  }
  const { rowsInserted, rowsUpdated, walBytes, bytes } = report.footprint
  console.log(
    `\nA purchase, requested and captured: ${rowsInserted.toFixed(1)} rows inserted, ${rowsUpdated.toFixed(1)} updated, ${whole(walBytes)} bytes of WAL, ${whole(bytes)} bytes kept.`,
  )
  console.log(`TPC-B (scale 10, 16 clients): ${whole(median(report.tpcb))} per second.`)
  console.log(
    `One process: ${whole(median(report.processes.one))} per second; two on one database: ${whole(median(report.processes.two))}.`,
  )
  const memory = Math.max(
    ...Object.values(report.http).flatMap(({ ledger }) =>
      Object.values(ledger).flatMap((samples) => samples.map((sample) => sample.residentMiB)),
    ),
  )
  console.log(`Server memory at most ${whole(memory)} MiB.`)
  console.log('\nMedians of paired ratios, and the least and greatest of them')
  for (const [name, { median: middle, range }] of Object.entries(report.ratios))
    console.log(`  ${name.padEnd(40)}${middle.toFixed(2).padStart(8)}   ${rangeText(range)}`)
}

const rangeText = ([least, greatest]: readonly [number, number]): string =>
  `${least.toFixed(2)} to ${greatest.toFixed(2)}`

const ways = {
  map: 'in process, PostgreSQL replaced by a map',
  live: 'in process, with PostgreSQL',
  http: 'over HTTP, one call by a mandate',
} as const
const fields = {
  perSecond: 'rate',
  nodeMicros: 'CPU of Node',
  postgresMicros: 'CPU of PostgreSQL',
  garbageBytes: 'garbage',
} as const

export function printComparison({ how, against, pairs, ratios }: Comparison): void {
  console.log(`This version ÷ ${against}, ${ways[how]}: ${pairs} alternating pairs of windows.`)
  for (const field of Object.keys(fields) as (keyof typeof fields)[]) {
    if (how === 'map' && field === 'postgresMicros') continue
    const { median: middle, range, interval } = ratios[field]
    const held = interval === null ? '' : `   95 %: ${rangeText(interval)}`
    console.log(`  ${fields[field].padEnd(20)}${middle.toFixed(3).padStart(8)}   ${rangeText(range)}${held}`)
  }
}
