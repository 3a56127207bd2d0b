// npm run bench: the ledger alone, and purchases over HTTP, beside baselines in the same interleaved run.
import { parseArgs } from 'node:util'
import { startCluster } from './cluster.ts'
import { measureAll } from './plan.ts'
import { print } from './report.ts'
import { findPgbench } from './tpcb.ts'

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    quick: { type: 'boolean', default: false },
    rounds: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
})

const help = `npm run bench -- [--json] [--quick] [--rounds N]

  --json     one object with every figure and ratio, on standard output
  --quick    one round, and no 5 million entries: to see that it runs
  --rounds   how many interleaved rounds; medians are over these (5)`

/** @throws Error where it is no number of rounds. */
function roundsOf(text: string): number {
  if (!/^[1-9]\d{0,5}$/.test(text))
    throw new Error(`--rounds must be a whole number from 1, not ${JSON.stringify(text)}`)
  return Number(text)
}

if (values.help) console.log(help)
else {
  try {
    const rounds = roundsOf(values.rounds ?? (values.quick ? '1' : '5'))
    await findPgbench()
    const cluster = await startCluster()
    try {
      const report = await measureAll(cluster, {
        rounds,
        entries: values.quick ? 0 : 5_000_000,
        tell: (line) => console.error(line),
      })
      if (values.json) console.log(JSON.stringify(report, null, 2))
      else print(report)
    } finally {
      await cluster.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exitCode = 1
  }
}
