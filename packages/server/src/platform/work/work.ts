import type { Id, Instant, Json } from '@farthing/ledger'
import type { Deps } from '../deps.ts'
import type { Rule } from './rules.ts'

/** What a room does without being asked. No two have one name. */
export type Work = Standing | Timed
/** What is kept in the table `work`, and run by one server at a time. */
export type Timed = Schedule | Job

/** Follows the log, or works off a queue of its own, for as long as the server runs. */
export type Standing = {
  readonly kind: 'standing'
  readonly name: string
  /** @returns What stops it, and waits for what is under way. */
  start(deps: Deps): () => Promise<void>
}

/** What is done whenever it is due, by one server, also what was due while none ran. */
export type Schedule = {
  readonly kind: 'schedule'
  readonly name: string
  readonly when: Rule
  /** After a stop: a run for each due instant, the oldest first, or one for the latest. */
  readonly catchUp: 'each' | 'latest'
  /** How long it may run before it reports or ends. Default 60. */
  readonly leaseSeconds?: number
  /**
   * A run that throws is made again for the same instant, and so is one whose server dies: what it does under keys made
   * of `dueAt` is done once all the same.
   *
   * @returns `more` where there is more to do for this instant: it is called again at once.
   */
  run(deps: Deps, dueAt: Instant, task: Task): Promise<'more' | void>
}

/** Something to be done once, soon or from an instant on, again after a failure. */
export type Job<Input extends Json = Json> = {
  readonly kind: 'job'
  readonly name: string
  /** How often it is tried before it is given up: pauses double from 5 seconds to two hours. */
  readonly maxTries: number
  /** How many of them one server runs at once. Default 4. */
  readonly atOnce?: number
  /** How long it may run before it reports or ends. Default 60. */
  readonly leaseSeconds?: number
  /**
   * May be run again after it came to its end, where its server died before that was written down: what it does under
   * keys made of `task.id` is done once all the same.
   *
   * @throws {GiveUp} Where it is of no use to try again. What any error says, operators read: it names nobody.
   */
  run(deps: Deps, input: Input, task: Task): Promise<void>
}

/** How far a job is: `done` of `of` things, and a few words. */
export type Progress = { readonly done: number; readonly of?: number; readonly words?: string }

/** One run, as it sees itself. */
export type Task = {
  readonly id: Id
  /** 1 in the first run. */
  readonly tries: number
  /** What the run before this one reported last, where that did not come to its end. */
  readonly progress: Progress | undefined
  /** Aborted when the server is to stop, or when the run has not been heard of for too long. */
  readonly signal: AbortSignal
  /**
   * Writes down how far it is, and is nobody else's for another lease.
   *
   * @throws {Interrupted} Where it has to stop here: another server has it by now, or this one is to stop.
   */
  report(progress: Progress): Promise<void>
}

/** Thrown by a job: what is wrong stays wrong. */
export class GiveUp extends Error {}
/** Thrown by `report`: the run stops here, and is somebody else's. */
export class Interrupted extends Error {}

export const schedule = (given: Omit<Schedule, 'kind'>): Schedule => ({ kind: 'schedule', ...given })
export const job = <Input extends Json>(given: Omit<Job<Input>, 'kind'>): Job<Input> => ({ kind: 'job', ...given })

/**
 * Work that is done again and again with a pause between, in each server. A round that throws is logged and tried again
 * at the next.
 *
 * @param round Does what is due; `true` where more is due already: then there is no pause.
 */
export function repeatedly(
  name: string,
  pauseMillis: number,
  round: (deps: Deps) => Promise<boolean | void>,
): Standing {
  return {
    kind: 'standing',
    name,
    start(deps) {
      const stopped = Promise.withResolvers<void>()
      let stopping = false
      const run = async (): Promise<void> => {
        while (!stopping) {
          const more = await round(deps).catch((error: unknown) => {
            if (!stopping) deps.log.error({ err: error, work: name }, 'a round of work failed')
          })
          if (more !== true) await pause(pauseMillis, stopped.promise)
        }
      }
      const running = run()
      return async () => {
        stopping = true
        stopped.resolve()
        await running
      }
    },
  }
}

async function pause(millis: number, stopped: Promise<void>): Promise<void> {
  const waited = Promise.withResolvers<void>()
  const timer = setTimeout(waited.resolve, millis)
  await Promise.race([waited.promise, stopped])
  clearTimeout(timer)
}
