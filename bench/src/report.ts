// Tables for people.
import { median } from './measure.ts'
import type { Report } from './plan.ts'
import { sizes } from './plan.ts'

type Figures = { perSecond: number; p50Millis: number; p99Millis: number; postgresMicros: number; nodeMicros: number }

const whole = (n: number) => Math.round(n).toLocaleString('en')
const of = (samples: readonly Figures[], field: keyof Figures) => median(samples.map((sample) => sample[field]))

function table(title: string, columns: readonly [string, Record<string, readonly Figures[]>][]): void {
  console.log(`\n${title}`)
  console.log(
    ['outstanding', 'side', 'per second', 'p50 ms', 'p99 ms', 'CPU µs PostgreSQL', 'CPU µs Node']
      .map((head, i) => (i < 2 ? head.padEnd(12) : head.padStart(18)))
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
      ]
      console.log([String(size).padEnd(12), name.padEnd(12), ...cells.map((cell) => cell.padStart(18))].join(''))
    }
  }
}

export function print(report: Report): void {
  console.log(`Medians of ${report.rounds} interleaved rounds. CPU is per purchase, as the operating system counts it.`)
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
  console.log('\nMedians of paired ratios')
  for (const [name, ratio] of Object.entries(report.ratios))
    console.log(`  ${name.padEnd(40)}${ratio.toFixed(2).padStart(8)}`)
}
