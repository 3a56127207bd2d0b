// Whatever stops, for however long, on however many servers: each due instant is handled once.
import fc from 'fast-check'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Deps } from '../deps.ts'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import { every } from './rules.ts'
import { runDue } from './runner.ts'
import type { Schedule } from './work.ts'
import { schedule } from './work.ts'

let provider: TestProvider
let servers: Deps[]
beforeAll(async () => {
  provider = await testProvider()
  servers = [provider.deps, (await provider.another()).deps, (await provider.another()).deps]
})
afterAll(() => provider.close())

const minute = 60_000_000n

/** What happens next: time goes by, one server looks what is due, or all of them at once. */
type Step =
  | { readonly kind: 'pass'; readonly secs: number }
  | { readonly kind: 'look'; readonly server: number; readonly fate: Fate }
  | { readonly kind: 'all' }
/** How the run goes: to its end, it fails, or its server is killed before it or after it. */
type Fate = 'ends' | 'fails' | 'killed before' | 'killed after'

const steps = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('pass' as const), secs: fc.integer({ min: 1, max: 400 }) }),
    fc.record({
      kind: fc.constant('look' as const),
      server: fc.nat(2),
      fate: fc.constantFrom<Fate>('ends', 'ends', 'fails', 'killed before', 'killed after'),
    }),
    fc.record({ kind: fc.constant('all' as const) }),
  ),
  { minLength: 3, maxLength: 14 },
)

/** A server that is killed: what it took it took, and nothing more is written down. */
function killed(deps: Deps): Deps {
  const query = (asked: { text: string; values: unknown[] }) => {
    if (/^\s*UPDATE work SET/.test(asked.text)) throw new Error('killed')
    return deps.pool.query(asked)
  }
  return { ...deps, pool: { query } as never, log: pino({ level: 'silent' }) }
}

let count = 0

/** Plays the steps, then lets one server work in peace. @returns What was handled, in order, and the instants that were due. */
async function play(catchUp: Schedule['catchUp'], script: readonly Step[]) {
  const handled: bigint[] = []
  /** At each run: the latest instant that was due. */
  const latest: bigint[] = []
  let fate: Fate = 'ends'
  const work = schedule({
    name: `minutes ${++count}`,
    when: every(60),
    catchUp,
    async run(_deps, dueAt) {
      if (fate === 'fails' || fate === 'killed before') throw new Error(fate)
      handled.push(dueAt)
      latest.push((provider.clock.now() / minute) * minute)
    },
  })
  const look = async (deps: Deps, next: Fate) => {
    fate = next
    await runDue(next.startsWith('killed') ? killed(deps) : deps, [work])
    fate = 'ends'
  }
  await look(provider.deps, 'ends')
  const first = (provider.clock.now() / minute + 1n) * minute
  for (const step of script) {
    if (step.kind === 'pass') provider.clock.advance(step.secs)
    else if (step.kind === 'look') await look(servers[step.server] ?? provider.deps, step.fate)
    else await Promise.all(servers.map((deps) => runDue(deps, [work])))
  }
  provider.clock.advance(600) // Longer than any lease, and than any pause.
  await look(provider.deps, 'ends')
  const due: bigint[] = []
  for (let at = first; at <= provider.clock.now(); at += minute) due.push(at)
  const deaths = script.filter((step) => step.kind === 'look' && step.fate === 'killed after').length
  return { handled, latest, due, deaths }
}

test('each: every due instant is handled, in order, and twice only where its server died in the middle', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { handled, due, deaths } = await play('each', script)
      expect(handled.filter((at, i) => at !== handled[i - 1])).toEqual(due)
      expect(handled.length - due.length).toBeLessThanOrEqual(deaths)
    }),
    { numRuns: 40 },
  )
})

test('latest: what is handled is the latest due instant, once, and twice only where its server died', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (script) => {
      const { handled, latest, due, deaths } = await play('latest', script)
      expect(handled).toEqual(latest)
      expect(handled.at(-1)).toBe(due.at(-1))
      const distinct = new Set(handled)
      expect([...distinct].every((at) => due.includes(at))).toBe(true)
      expect(handled.length - distinct.size).toBeLessThanOrEqual(deaths)
    }),
    { numRuns: 40 },
  )
})
