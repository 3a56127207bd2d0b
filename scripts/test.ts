import { parseArgs } from 'node:util'
import { type Outcome, type Step, steps } from './test-steps.ts'

const usage = `npm test                            everything
npm test -- --only lint             one step, or several: --only lint,types
npm test -- --skip browser          all but these

Steps: ${steps.map((step) => step.name).join(', ')}`

const { values } = parseArgs({
  options: { only: { type: 'string' }, skip: { type: 'string' }, help: { type: 'boolean' } },
})
const chosen = choose(values.only, values.skip)
if (values.help === true || chosen === undefined) {
  console.log(usage)
  process.exit(values.help === true ? 0 : 2)
}

const total = { passed: 0, failed: 0, skipped: 0 }
for (const step of chosen) {
  const began = performance.now()
  const outcome = await outcomeOf(step)
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  if (outcome.failed > 0) console.log(outcome.output.trimEnd())
  console.log(line(step, outcome, seconds))
  total.passed += outcome.passed
  total.failed += outcome.failed
  total.skipped += outcome.skipped ?? 0
}
if (total.skipped > 0) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1

function choose(only: string | undefined, skip: string | undefined): Step[] | undefined {
  const named = (list: string | undefined) => list?.split(',').filter((name) => name !== '') ?? []
  const known = new Set(steps.map((step) => step.name))
  if ([...named(only), ...named(skip)].some((name) => !known.has(name))) return undefined
  return steps.filter(
    (step) => (only === undefined || named(only).includes(step.name)) && !named(skip).includes(step.name),
  )
}

async function outcomeOf(step: Step): Promise<Outcome> {
  try {
    return await step.run()
  } catch (error) {
    const output = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { passed: 0, failed: 1, seen: '', output }
  }
}

function line(step: Step, outcome: Outcome, seconds: string): string {
  const verdict = outcome.failed > 0 ? 'FAILED' : outcome.passed === 0 ? 'none  ' : 'ok    '
  const counts = outcome.passed + outcome.failed > 1 ? `${outcome.passed} passed, ${outcome.failed} failed` : ''
  const { skipped: none = 0 } = outcome
  const skipped = none > 0 ? `${none} skipped` : ''
  const told = [counts, skipped, outcome.seen].filter((text) => text !== '').join('; ')
  return `${verdict} ${step.name.padEnd(13)} ${seconds.padStart(6)} s  ${step.what}${told === '' ? '' : ` · ${told}`}`
}
