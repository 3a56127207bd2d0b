// One run of a schedule or a job: its lease, its reports, and what came of it in words.
import type { Instant } from '@farthing/ledger'
import { seconds, toRfc3339 } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { toPublic } from '../ids.ts'
import { isLate, latestDue, pauseAfter } from './rules.ts'
import type { Claimed, End } from './store.ts'
import { endRun, extendLease, serverStopped } from './store.ts'
import type { Progress, Schedule, Task, Timed } from './work.ts'
import { GiveUp, Interrupted } from './work.ts'

/** When a schedule is tried again at the latest, and a job. */
const maxPauseSeconds = { schedule: 300, job: 7_200 } as const

export const leaseOf = ({ leaseSeconds = 60 }: Timed): bigint => seconds(leaseSeconds)

/**
 * Runs what was claimed, and writes down what came of it.
 *
 * @param stopping Aborted when the server is to stop: a run that reports stops there, and is given back.
 */
export async function run(deps: Deps, work: Timed, claimed: Claimed, stopping: AbortSignal): Promise<void> {
  const end: End = stopping.aborted
    ? { kind: 'given back', at: await deps.ledger.now() }
    : await outcome(deps, work, claimed, stopping)
  if (end.kind === 'failed') tellFailure(deps, work, claimed, end)
  if (!(await endRun(deps, claimed, end)))
    deps.log.warn(
      { work: work.name },
      `${nameOf(work, claimed)} took longer than its lease: another server has it by now`,
    )
}

async function outcome(deps: Deps, work: Timed, claimed: Claimed, stopping: AbortSignal): Promise<End> {
  const now = await deps.ledger.now()
  if (work.kind === 'job' && claimed.tries > work.maxTries)
    return { kind: 'failed', at: now, error: serverStopped, next: null }
  const lease = new Lease(deps, work, claimed, stopping)
  try {
    const doing =
      work.kind === 'job' ? work.run(deps, claimed.input, lease.task) : handle(deps, work, claimed, lease, now)
    const handled = await Promise.race([doing, lease.over])
    const at = await deps.ledger.now()
    if (work.kind === 'job') return { kind: 'done', at }
    return { kind: 'handled', at, dueAt: handled ?? claimed.dueAt, rule: work.when }
  } catch (error) {
    const at = await deps.ledger.now()
    if (stopping.aborted && (error instanceof Interrupted || isAbort(error))) return { kind: 'given back', at }
    deps.log.info({ err: error, work: work.name }, `${nameOf(work, claimed)} failed`)
    const next = at + pauseAfter(claimed.tries, maxPauseSeconds[work.kind])
    const isLast = work.kind === 'job' && (error instanceof GiveUp || claimed.tries >= work.maxTries)
    return { kind: 'failed', at, error: sentenceOf(error), next: isLast ? null : next }
  } finally {
    lease.end()
  }
}

/** Handles one due instant, or for want of it the latest. @returns Which. */
async function handle(deps: Deps, work: Schedule, claimed: Claimed, lease: Lease, now: Instant): Promise<Instant> {
  const { dueAt } = claimed
  if (claimed.tries === 1 && isLate(work.when, dueAt, now))
    deps.log.warn({ work: work.name }, `${work.name} was due at ${toRfc3339(dueAt)} and no server ran it: it runs now`)
  const instant = work.catchUp === 'each' ? dueAt : latestDue(work.when, dueAt, now)
  while ((await work.run(deps, instant, lease.task)) === 'more') await lease.extend(null)
  return instant
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError'

/** What a person reads of an error: its first line, without what would change how a line looks. */
function sentenceOf(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).split(/[\r\n]/)
  return line.replace(/[\u0000-\u001f\u007f]/g, ' ').slice(0, 300) || 'it failed without a word'
}

const nameOf = (work: Timed, { id }: Claimed): string =>
  work.kind === 'schedule' ? work.name : `${work.name} ${toPublic('job', id)}`

/** From the third failure in a row on somebody should look; where a job was given up, at once. */
function tellFailure(deps: Deps, work: Timed, claimed: Claimed, { error, next }: End & { kind: 'failed' }): void {
  const name = nameOf(work, claimed)
  const facts = { work: work.name, tries: claimed.tries }
  if (next === null) deps.log.error(facts, `${name} was given up after ${claimed.tries} tries: ${error}`)
  else if (claimed.tries >= 3)
    deps.log.warn(
      facts,
      `${name} has failed ${claimed.tries} times in a row: ${error}. It is tried again at ${toRfc3339(next)}`,
    )
}

/** The time that a run has until it is heard of again. */
class Lease {
  readonly task: Task
  /** Rejects when the time is over, or the server stops and has waited long enough. */
  readonly over: Promise<never>
  private readonly deps: Deps
  private readonly claimed: Claimed
  private readonly length: bigint
  private readonly stopping: AbortSignal
  private readonly controller = new AbortController()
  private readonly fail: (reason: Error) => void
  private readonly stop = (): void => {
    this.controller.abort(new Interrupted('the server stops'))
    this.setTimer(this.deps.bounds.work, () => new Interrupted('the server stops'))
  }
  private timer: NodeJS.Timeout | undefined

  constructor(deps: Deps, work: Timed, claimed: Claimed, stopping: AbortSignal) {
    this.deps = deps
    this.claimed = claimed
    this.length = leaseOf(work)
    this.stopping = stopping
    const over = Promise.withResolvers<never>()
    this.over = over.promise
    this.over.catch(() => undefined) // Where the run ends first, nobody waits for it.
    this.fail = over.reject
    this.task = {
      id: claimed.id,
      tries: claimed.tries,
      progress: claimed.progress ?? undefined,
      signal: this.controller.signal,
      report: (progress) => this.extend(progress),
    }
    this.startTimer()
    stopping.addEventListener('abort', this.stop)
  }

  async extend(progress: Progress | null): Promise<void> {
    const { deps, claimed, length } = this
    if (!(await extendLease(deps, claimed, (await deps.ledger.now()) + length, progress)))
      throw new Interrupted('it took longer than its lease, and another server has it by now')
    if (this.controller.signal.aborted) throw new Interrupted('it has to stop here')
    this.startTimer()
  }

  end(): void {
    clearTimeout(this.timer)
    this.stopping.removeEventListener('abort', this.stop)
  }

  /** Somewhat shorter than what other servers wait: it should have ended here before it begins there. */
  private startTimer(): void {
    const secs = Number(this.length / 1_000_000n)
    this.setTimer(secs * 900, () => new Error(`nothing was heard of it for ${secs} seconds`))
  }

  private setTimer(millis: number, reason: () => Error): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => {
      const error = reason()
      this.controller.abort(error)
      this.fail(error)
    }, millis)
  }
}
