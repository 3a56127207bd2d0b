// What is measured, in which order. Sides take turns within each round, so that what disturbs the machine disturbs all
// of them.
import type { Cluster } from './cluster.ts'
import type { Sample, Side } from './in-process.ts'
import { ledgerSide, naiveSide } from './in-process.ts'
import type { HttpSample, Way } from './over-http.ts'
import { httpSide } from './over-http.ts'
import { startProcesses } from './processes.ts'
import { spreadOf } from './spread.ts'
import type { Spread } from './spread.ts'
import type { Footprint } from './footprint.ts'
import { footprint } from './footprint.ts'
import { prepareTpcb, tpcb } from './tpcb.ts'
import { traffic } from './traffic.ts'
import type { Sale } from './traffic.ts'
import { fillEntries } from './world.ts'

export const sizes = [1, 32, 256, 1_024] as const
const naiveSizes: readonly number[] = [1, 32, 256]
/** How long a side is measured in one round, and how long it runs before the first: until its memory and plans are warm. */
const millis = 2_000
const warmUp = 6_000

export type Plan = { readonly rounds: number; readonly entries: number; readonly tell: (line: string) => void }
type Samples<S> = Record<string, S[]>

export type Report = {
  readonly rounds: number
  readonly tpcb: readonly number[]
  readonly inProcess: { readonly ledger: Samples<Sample>; readonly naive: Samples<Sample> }
  readonly http: Record<Way, { readonly ledger: Samples<HttpSample>; readonly naive: Samples<HttpSample> }>
  readonly footprint: Footprint
  readonly processes: { readonly one: readonly number[]; readonly two: readonly number[] }
  readonly filled: { readonly entries: number; readonly empty: readonly Sample[]; readonly full: readonly Sample[] }
  readonly ratios: Record<string, Spread>
}

export async function measureAll(cluster: Cluster, plan: Plan): Promise<Report> {
  const { tell } = plan
  tell('Preparing 10,000 payers, 1,000 vendors and 100,000 items, twice, and pgbench at scale 10 …')
  await cluster.createSide('ours')
  await cluster.createSide('naive')
  await prepareTpcb(cluster, 'tpcb')
  const next = traffic(1)
  const [ours, naive] = [await ledgerSide(cluster, 'ours'), await naiveSide(cluster, 'naive')]
  const measure = (side: Side, outstanding: number) => side.measure(outstanding, millis, next)
  tell('Warming up …')
  await ours.measure(1_024, warmUp, next)
  await naive.measure(256, warmUp, next)
  const tpcbs: number[] = []
  const inProcess: Report['inProcess'] = { ledger: {}, naive: {} }
  for (let round = 1; round <= plan.rounds; round++) {
    tell(`In this process, round ${round} of ${plan.rounds} …`)
    for (const outstanding of sizes) {
      add(inProcess.ledger, outstanding, await measure(ours, outstanding))
      if (naiveSizes.includes(outstanding)) add(inProcess.naive, outstanding, await measure(naive, outstanding))
    }
    tpcbs.push(await tpcb(cluster, 'tpcb', 2))
  }
  const size = await footprint(cluster, 'ours', ours, next)
  await naive.close()
  const http = await overHttp(cluster, plan, next)
  const many = await severalProcesses(cluster, plan, next)
  const filled = await whenFull(cluster, plan, ours, next)
  await ours.close()
  const report = { rounds: plan.rounds, tpcb: tpcbs, inProcess, http, footprint: size, processes: many, filled }
  return { ...report, ratios: ratiosOf(report) }
}

async function overHttp(
  cluster: Cluster,
  { rounds, tell }: Plan,
  next: ReturnType<typeof traffic>,
): Promise<Report['http']> {
  const [ours, naive, bare] = [
    await httpSide(cluster, 'ledger', 'ours'),
    await httpSide(cluster, 'naive', 'naive'),
    await httpSide(cluster, 'bare', 'ours'),
  ]
  const made = {
    'request and buy': { ledger: {}, naive: {} },
    mandate: { ledger: {}, naive: {} },
    bare: { ledger: {}, naive: {} },
  }
  const http: Report['http'] = made
  try {
    for (const way of ['request and buy', 'mandate'] as const) {
      await ours.measure(way, 256, warmUp, next)
      await naive.measure(way, 256, warmUp / 2, next)
    }
    await bare.measure('bare', 256, millis, next)
    for (let round = 1; round <= rounds; round++) {
      tell(`Over HTTP, round ${round} of ${rounds} …`)
      for (const outstanding of sizes) {
        for (const way of ['request and buy', 'mandate'] as const) {
          add(http[way].ledger, outstanding, await ours.measure(way, outstanding, millis, next))
          if (naiveSizes.includes(outstanding))
            add(http[way].naive, outstanding, await naive.measure(way, outstanding, millis, next))
        }
        add(http.bare.ledger, outstanding, await bare.measure('bare', outstanding, millis, next))
      }
    }
  } finally {
    await Promise.all([ours.close(), naive.close(), bare.close()])
  }
  return http
}

async function severalProcesses(
  cluster: Cluster,
  { rounds, tell }: Plan,
  next: () => Sale,
): Promise<Report['processes']> {
  const [one, two]: [number[], number[]] = [[], []]
  const sales = (n: number) => Array.from({ length: n }, next)
  const processes = await startProcesses(cluster, 'ours')
  await processes.measure(2, 1_024, sales)
  for (let round = 1; round <= rounds; round++) {
    tell(`One process and two, round ${round} of ${rounds} …`)
    one.push(await processes.measure(1, 1_024, sales))
    two.push(await processes.measure(2, 1_024, sales))
  }
  await processes.close()
  return { one, two }
}

/** The same load with a history of millions beside a fresh database. */
async function whenFull(
  cluster: Cluster,
  { rounds, entries, tell }: Plan,
  ours: Side,
  next: () => Sale,
): Promise<Report['filled']> {
  const [empty, full]: [Sample[], Sample[]] = [[], []]
  if (entries === 0) return { entries, empty, full }
  tell(`Filling a database with ${entries.toLocaleString('en')} entries …`)
  await cluster.createSide('filled')
  const client = await cluster.connect('filled')
  await fillEntries(client, entries)
  await client.query('CHECKPOINT')
  await client.end()
  const filled = await ledgerSide(cluster, 'filled')
  await filled.measure(1_024, warmUp, next)
  await ours.measure(1_024, millis, next)
  for (let round = 1; round <= rounds; round++) {
    tell(`Empty and full, round ${round} of ${rounds} …`)
    empty.push(await ours.measure(1_024, millis, next))
    full.push(await filled.measure(1_024, millis, next))
  }
  await filled.close()
  return { entries, empty, full }
}

function add<S>(samples: Samples<S>, outstanding: number, sample: S): void {
  const key = String(outstanding)
  samples[key] = [...(samples[key] ?? []), sample]
}

/** The ratios of each round: their median, and how far they lie apart. */
function ratiosOf(report: Omit<Report, 'ratios'>): Report['ratios'] {
  const paired = (a: readonly number[], b: readonly number[]) => spreadOf(a.map((value, i) => value / (b[i] ?? 1)))
  const rates = (samples: readonly { perSecond: number }[] | undefined) =>
    (samples ?? []).map((sample) => sample.perSecond)
  const { ledger, naive } = report.inProcess
  const buy = report.http['request and buy']
  const { mandate } = report.http
  return {
    'in process at 32 / naive at 32': paired(rates(ledger['32']), rates(naive['32'])),
    'in process at 256 / naive at 256': paired(rates(ledger['256']), rates(naive['256'])),
    'in process at 1,024 / naive at 256': paired(rates(ledger['1024']), rates(naive['256'])),
    'request and buy at 32 / naive': paired(rates(buy.ledger['32']), rates(buy.naive['32'])),
    'request and buy at 256 / naive': paired(rates(buy.ledger['256']), rates(buy.naive['256'])),
    'mandate at 32 / naive': paired(rates(mandate.ledger['32']), rates(mandate.naive['32'])),
    'mandate at 256 / naive': paired(rates(mandate.ledger['256']), rates(mandate.naive['256'])),
    'in process at 1,024 / TPC-B': paired(rates(ledger['1024']), report.tpcb),
    'mandate at 256 / bare endpoint': paired(rates(mandate.ledger['256']), rates(report.http.bare.ledger['256'])),
    'two processes / one': paired(report.processes.two, report.processes.one),
    ...(report.filled.entries > 0 && { 'full / empty': paired(rates(report.filled.full), rates(report.filled.empty)) }),
  }
}
