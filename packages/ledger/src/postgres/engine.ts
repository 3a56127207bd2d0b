// Runs batches on PostgreSQL, and runs them again, whole or in halves, until every request in them has its answer.
import { Answers } from './answers.ts'
import { Batch, nothingMissing } from '../batch.ts'
import type { Missing } from '../batch.ts'
import { unpackChanges } from '../changes.ts'
import type { Clock } from '../clock.ts'
import { FinalFault, RetryableFault, UnknownOutcome } from '../faults.ts'
import type { Request, StoredOutcome } from '../request.ts'
import type { Layout } from '../table.ts'
import type { Id, Instant } from '../types.ts'
import type { Resident } from './resident.ts'
import { classify } from './session.ts'
import type { Result } from './pipeline.ts'
import type { Session } from './session.ts'
import * as sql from './reads.ts'
import type { Head } from './reads.ts'
import { Turns } from './turns.ts'
import type { Turn } from './turns.ts'
import { write } from './writes.ts'

export type EngineOptions = {
  readonly layouts: ReadonlyMap<string, Layout>
  /** Throws where the schema is not what was registered. */
  readonly ready: () => Promise<void>
  readonly open: () => Promise<Session>
  readonly memory: Resident
  readonly clock: Clock | undefined
  /** How long a request may be tried again, in milliseconds from its submission. */
  readonly patienceMillis: number
  /** Hears of every commit. */
  readonly onCommit: (seq: bigint) => void
}

/** Beyond this many operations of others, memory is cleared rather than corrected. */
const maxCatchUp = 2_000n
const maxConflicts = 10
const sleep = (millis: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, millis))

type Trip = {
  /** What the requests want of memory, as memory was at `version`. */
  readonly batch: Batch
  readonly version: number
  readonly head: Head
  readonly at: Instant
  readonly stored: Map<Id, StoredOutcome>
  readonly learn: (batch: Batch) => void
}

/**
 * Counts for those who watch. `trips`: how often batches waited for an answer of the database; `suspensions`: how often
 * a rule was run again because it looked at what was not known.
 */
export type EngineCounters = {
  batches: number
  trips: number
  suspensions: number
  reruns: number
  bisections: number
  caughtUp: number
}

export class Engine {
  readonly counters: EngineCounters = {
    batches: 0,
    trips: 0,
    suspensions: 0,
    reruns: 0,
    bisections: 0,
    caughtUp: 0,
  }
  private readonly options: EngineOptions
  private readonly memory: Resident
  private readonly turns = new Turns()
  private readonly answers = new Answers()
  private readonly idle: Session[] = []

  constructor(options: EngineOptions) {
    this.options = options
    this.memory = options.memory
  }

  /** Settles every request of a batch, whatever happens. */
  async run(requests: Request[], next: () => void): Promise<void> {
    let left = requests
    for (let tries = 0, conflicts = 0; left.length > 0; tries++) {
      let session: Session | undefined
      try {
        await this.options.ready()
        session = this.idle.pop() ?? (await this.options.open())
        await this.attempt(session, left, next)
        this.idle.push(session)
        return
      } catch (error) {
        next()
        const verdict = await this.release(session, error)
        this.counters.reruns++
        if (error instanceof FinalFault) return rejectAll(left, error)
        if (verdict === 'broken') return this.bisect(left, error)
        if (verdict === 'conflict' && ++conflicts > maxConflicts) {
          return rejectAll(left, new RetryableFault('the database would not serialize the batch', { cause: error }))
        }
        left = this.giveUp(left, error)
        if (left.length > 0 && verdict !== 'conflict') await sleep(Math.min(20 * 2 ** tries, 500))
      }
    }
  }

  end(): void {
    for (const session of this.idle.splice(0)) session.end()
  }

  /** Gives a connection back after a failure, or away with it. */
  private async release(session: Session | undefined, error: unknown): Promise<ReturnType<typeof classify>> {
    const verdict = classify(error)
    if (!session) return verdict
    if (verdict !== 'lost') {
      try {
        await session.rollback()
        this.idle.push(session)
        return verdict
      } catch {
        session.end()
        return 'lost'
      }
    }
    session.end()
    return verdict
  }

  /** One request of a batch broke a statement: it alone shall fail. */
  private async bisect(requests: Request[], error: unknown): Promise<void> {
    const [only] = requests
    if (requests.length === 1 && only) {
      reject(only, new FinalFault(`${only.decider.name} could not be written`, { cause: error }))
      return
    }
    this.counters.bisections++
    const middle = requests.length >> 1
    await this.run(requests.slice(0, middle), () => undefined)
    await this.run(requests.slice(middle), () => undefined)
  }

  /** Answers those that have been tried for long enough. */
  private giveUp(requests: Request[], cause: unknown): Request[] {
    const since = performance.now() - this.options.patienceMillis
    return requests.filter((request) => {
      if (request.abandoned) return false
      if (request.since > since) return true
      reject(request, new RetryableFault('the database is away', { cause }))
      return false
    })
  }

  private async attempt(session: Session, requests: Request[], next: () => void): Promise<void> {
    this.counters.batches++
    const turn = this.turns.take()
    let writing = false
    let batch: Batch
    try {
      await turn.mayLock
      const trip = await this.lock(session, requests)
      // What was stored of them is known now; a request whose COMMIT was sent stays uncertain until its outcome is read.
      for (const request of requests) request.uncertain = trip.stored.has(request.id)
      await turn.mayDecide
      await this.catchUp(session, trip.head)
      // Another batch of ours has ended, or another process's log was read: what was found before may be old.
      batch = trip.version === this.memory.version ? trip.batch : new Batch(this.options.layouts, this.memory)
      batch.begin(trip.head.seq, trip.at)
      trip.learn(batch)
      const wanted = requests.filter(({ abandoned }) => !abandoned)
      for (const request of wanted) request.taken = true
      await this.decide(session, batch, wanted, trip)
      if (batch.operations.length === 0) await session.rollback()
      else {
        writing = true
        await this.commit(session, batch, trip, turn, next)
      }
      this.memory.keep(batch, trip.head.seq + BigInt(batch.operations.length), performance.now())
    } catch (error) {
      if (writing) this.memory.clear() // Perhaps written, perhaps not; perhaps memory itself was at fault.
      for (const request of requests) request.taken = false
      throw error
    } finally {
      this.memory.released()
      turn.ended()
    }
    if (batch.operations.length > 0) this.options.onCommit(this.memory.seq ?? 0n)
    this.answers.tell(batch)
  }

  /** The first trip: the head, and under it the clock, the identifiers, and what memory lacks. */
  private async lock(session: Session, requests: Request[]): Promise<Trip> {
    const { clock, layouts } = this.options
    const ids = requests.map((request) => request.id)
    const batch = new Batch(layouts, this.memory)
    const { version } = this.memory
    const missing = batch.prefetch(requests)
    this.counters.trips++
    const { begin, locking, clockReply, outcomes, reading } = session.together(() => ({
      begin: session.begin(),
      locking: sql.lockHead(session),
      clockReply: clock ? undefined : sql.readClock(session),
      outcomes: sql.readOutcomes(session, ids),
      reading: this.read(session, missing),
    }))
    await Promise.all<unknown>([begin, locking, clockReply, outcomes, ...reading.replies])
    const head = sql.headOf(await locking)
    const now = clock ? await clock.now() : ((await clockReply)?.rows[0]?.[0] as bigint)
    return {
      batch,
      version,
      head,
      at: now > head.at ? now : head.at,
      stored: sql.outcomesOf(await outcomes),
      learn: await reading.learned,
    }
  }

  /** Makes memory current again where another process has moved the head. */
  private async catchUp(session: Session, head: Head): Promise<void> {
    const { seq } = this.memory
    if (seq === head.seq) return this.memory.held(performance.now())
    if (seq === undefined || head.seq < seq || head.seq - seq > maxCatchUp) this.memory.clear()
    else {
      const { rows } = await sql.readChanges(session, seq, head.seq)
      if (BigInt(rows.length) !== head.seq - seq) this.memory.clear()
      else this.memory.forget(rows.map(([packed]) => unpackChanges(packed as Buffer)))
      this.counters.caughtUp += rows.length
    }
    this.memory.seq = head.seq
    this.memory.held(performance.now())
  }

  private async decide(session: Session, batch: Batch, requests: Request[], { stored }: Trip): Promise<void> {
    for (const request of requests) request.suspensions = 0
    await this.learn(session, batch, batch.prefetch(requests)) // What was known before the lock may be forgotten now.
    let at = batch.decide(requests, 0, stored)
    while (at < requests.length) {
      this.counters.suspensions++
      await this.learn(session, batch, batch.survey(requests, at, stored))
      at = batch.decide(requests, at, stored)
    }
  }

  private async learn(session: Session, batch: Batch, missing: Missing): Promise<void> {
    if (nothingMissing(missing)) return
    this.counters.trips++
    const { learned } = session.together(() => this.read(session, missing))
    ;(await learned)(batch)
  }

  /** Reads what is missing; what is not found is known to be absent, for the head is held. */
  private read(
    session: Session,
    { accounts, rows }: Missing,
  ): { replies: Promise<Result>[]; learned: Promise<(batch: Batch) => void> } {
    const accountReply = accounts.size > 0 ? sql.readAccounts(session, accounts) : undefined
    const rowReplies = [...rows].map(([layout, keys]) => ({ layout, keys, reply: sql.readRows(session, layout, keys) }))
    const replies = [...(accountReply ? [accountReply] : []), ...rowReplies.map(({ reply }) => reply)]
    const learned = Promise.all(replies).then(async () => {
      const found = await Promise.all(
        rowReplies.map(async ({ layout, keys, reply }) => ({ layout, keys, rows: sql.rowsOf(await reply) })),
      )
      const accountRows = (await accountReply)?.rows ?? []
      return (batch: Batch) => {
        for (const cells of accountRows) {
          const account = sql.accountOf(cells)
          batch.learnAccount(account.id, account)
        }
        for (const id of accounts) batch.learnAccount(id, null)
        for (const { layout, keys, rows: known } of found) {
          for (const key of keys) batch.learnRow(layout, key, known.get(key) ?? null)
        }
      }
    })
    learned.catch(() => undefined)
    return { replies, learned }
  }

  private async commit(
    session: Session,
    batch: Batch,
    { head, at }: Trip,
    turn: Turn,
    next: () => void,
  ): Promise<void> {
    const committed = session.together(() => {
      write(session, batch, head, at)
      for (const { request } of batch.operations) request.uncertain = true
      return session.commit() // Fails with the first of them that does.
    })
    this.counters.trips++
    turn.sent()
    // Callers who have just got their answers have a chance to ask for more: batches stay full while PostgreSQL is busy anyway.
    this.answers.after(next)
    try {
      await committed
    } catch (error) {
      if (classify(error) !== 'lost') for (const { request } of batch.operations) request.uncertain = false
      throw error
    }
  }
}

function rejectAll(requests: readonly Request[], fault: Error): void {
  for (const request of requests) reject(request, fault)
}

/** Every fault but one says that nothing was written, and whoever believes it may pay again under another id. */
function reject(request: Request, fault: Error): void {
  request.reject(
    request.uncertain
      ? new UnknownOutcome('the reply of COMMIT was lost, and cannot be read back now', { cause: fault })
      : fault,
  )
}
