// Each server asks twice a second what is due, takes what it has room for, and runs it.
import type { Deps } from '../deps.ts'
import { leaseOf, run } from './run.ts'
import { claimDue, registerSchedules } from './store.ts'
import type { Schedule, Timed, Work } from './work.ts'
import { repeatedly } from './work.ts'

/**
 * Starts all that the rooms do unasked.
 *
 * @returns What stops it: what is under way ends, or is given back to other servers.
 */
export function startWork(deps: Deps, works: readonly Work[]): () => Promise<void> {
  const standing = works.filter((work) => work.kind === 'standing')
  const runner = new Runner(
    deps,
    works.filter((work) => work.kind !== 'standing'),
  )
  const asking = repeatedly('timed work', 400, () => runner.takeDue())
  const stops = [...standing.map((work) => work.start(deps)), asking.start(deps)]
  return async () => {
    runner.stop()
    await Promise.all(stops.map((stop) => stop()))
    await runner.settle()
  }
}

/** Runs all that is due now, what becomes due by that too, and waits for it. @returns How many runs that were. */
export async function runDue(deps: Deps, works: readonly Work[]): Promise<number> {
  const runner = new Runner(
    deps,
    works.filter((work) => work.kind !== 'standing'),
  )
  let runs = 0
  for (;;) {
    await runner.takeDue()
    const running = await runner.settle()
    if (running === 0) return runs
    runs += running
  }
}

class Runner {
  private readonly deps: Deps
  private readonly works: ReadonlyMap<string, Timed>
  private readonly running = new Map<Promise<void>, string>()
  private readonly stopping = new AbortController()
  private registered = false

  constructor(deps: Deps, works: readonly Timed[]) {
    this.deps = deps
    this.works = new Map(works.map((work) => [work.name, work]))
  }

  /** Takes what is due and begins to run it. */
  async takeDue(): Promise<void> {
    const { deps, works } = this
    const now = await deps.ledger.now()
    if (!this.registered) {
      const schedules = [...works.values()].filter((work): work is Schedule => work.kind === 'schedule')
      await registerSchedules(deps, schedules, now)
      this.registered = true
    }
    const busy = Map.groupBy(this.running.values(), (name) => name)
    const wanted = [...works.values()].map((work) => ({
      name: work.name,
      room: (work.kind === 'job' ? (work.atOnce ?? 4) : 1) - (busy.get(work.name)?.length ?? 0),
      lease: leaseOf(work),
    }))
    const claimed = await claimDue(
      deps,
      wanted.filter(({ room }) => room > 0),
      now,
    )
    for (const each of claimed) {
      const work = works.get(each.name)
      if (work !== undefined) this.follow(work.name, run(deps, work, each, this.stopping.signal))
    }
  }

  private follow(name: string, running: Promise<void>): void {
    const ended = running
      // What came of it could not be written down: another server takes it after its lease.
      .catch((error: unknown) =>
        this.deps.log.error({ err: error, work: name }, 'the end of a run could not be recorded'),
      )
      .finally(() => this.running.delete(ended))
    this.running.set(ended, name)
  }

  /** Waits for what is under way. @returns How many runs that were. */
  async settle(): Promise<number> {
    const running = [...this.running.keys()]
    await Promise.all(running)
    return running.length
  }

  /** Runs that report stop there and are given back; the others have a few seconds to come to their end. */
  stop(): void {
    this.stopping.abort()
  }
}
