// Gathers what is submitted into batches: at once while idle, and whatever has come meanwhile while busy.
import { demandKeys } from './batch.ts'
import { FinalFault, RetryableFault, UnknownOutcome } from './faults.ts'
import { fingerprint } from './fingerprint.ts'
import { demandId } from './identifiers.ts'
import type { Request } from './request.ts'
import type { Layout } from './table.ts'
import type { Actor, Decider, Id, Json, Keys, Outcome, Submission } from './types.ts'

export type CoalescerOptions = {
  readonly layouts: ReadonlyMap<string, Layout>
  /** How many batches may be under way together; those after the first are full ones. */
  readonly inFlight: number
  /** At most this many requests a batch. */
  readonly cap: number
  /** Beyond this many waiting requests `submit` throws `RetryableFault`. */
  readonly maxQueued: number
  /** Every request has its answer after this many milliseconds, whatever becomes of its batch. Default: no end. */
  readonly answerMillis?: number
  /**
   * Answers every request of a batch. Calls `next` once the batch after it may be formed; later means fuller ones.
   */
  readonly run: (requests: Request[], next: () => void) => Promise<void>
}

export class Coalescer {
  private readonly options: CoalescerOptions
  private queue: Request[] = []
  private scheduled = false
  private forming = false
  private busy = 0
  private closed = false
  private idle: (() => void)[] = []

  constructor(options: CoalescerOptions) {
    this.options = options
  }

  submit<Input, Answer extends Json>(
    decider: Decider<Input, Answer>,
    id: Id,
    input: Input,
    { actor, prefetch: found }: Submission,
  ): Promise<Outcome<Answer>> {
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new RetryableFault('the ledger is closed'))
      if (this.queue.length >= this.options.maxQueued)
        return reject(new RetryableFault('too many requests are waiting'))
      try {
        demandId(id)
        // Written down now: who asks stays who it is if the caller's object changes.
        const actorText = (actor as Actor | undefined)?.kind ? JSON.stringify(actor) : undefined
        if (actorText === undefined) throw new FinalFault(`nobody asks for ${decider.name}: an actor has a kind`)
        const known = decider.prefetch?.(input)
        const prefetch: Partial<Keys>[] = []
        if (known) prefetch.push(known)
        if (found) prefetch.push(found)
        for (const keys of prefetch) demandKeys(keys, this.options.layouts)
        let timer: NodeJS.Timeout | undefined
        const inTime =
          <T>(tell: (it: T) => void) =>
          (it: T): void => {
            clearTimeout(timer)
            tell(it)
          }
        const request: Request = {
          decider: decider,
          id,
          input,
          fingerprint: fingerprint(decider.name, input),
          actorText,
          prefetch,
          suspensions: 0,
          since: performance.now(),
          uncertain: false,
          taken: false,
          abandoned: false,
          resolve: inTime(resolve as Request['resolve']),
          reject: inTime(reject),
        }
        const { answerMillis } = this.options
        if (answerMillis !== undefined) timer = setTimeout(() => this.late(request), answerMillis)
        this.enqueue(request)
      } catch (error) {
        reject(
          error instanceof FinalFault ? error : new FinalFault(`${decider.name} could not be read`, { cause: error }),
        )
      }
    })
  }

  /** Takes no more requests and waits for those it has. */
  async close(): Promise<void> {
    this.closed = true
    if (this.busy === 0 && this.queue.length === 0) return
    await new Promise<void>((resolve) => this.idle.push(resolve))
  }

  /** Its time is over. Its caller learns what is known of it; where that is that nothing was written, nothing will be written later. */
  private late(request: Request): void {
    if (request.taken || request.uncertain) {
      request.reject(new UnknownOutcome('the database did not say in time what became of it'))
      return
    }
    request.abandoned = true
    const place = this.queue.indexOf(request)
    if (place >= 0) this.queue.splice(place, 1)
    request.reject(new RetryableFault('the database did not answer in time'))
  }

  private enqueue(request: Request): void {
    this.queue.push(request)
    if (this.scheduled) return
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      this.pump()
    })
  }

  /** A second batch while one is under way must be full: two halves cost more than a whole that waits a moment. */
  private pump(): void {
    const { inFlight, cap, run } = this.options
    while (!this.forming && this.busy < inFlight && this.queue.length >= (this.busy === 0 ? 1 : cap)) {
      const requests = this.queue.splice(0, cap)
      this.busy++
      this.forming = true
      let forming = true
      const next = (): void => {
        if (!forming) return
        forming = this.forming = false
        this.pump()
      }
      run(requests, next)
        .catch((error: unknown) => {
          for (const request of requests) request.reject(error)
        })
        .finally(() => {
          this.busy--
          next()
          this.pump()
          if (this.busy === 0 && this.queue.length === 0) for (const each of this.idle.splice(0)) each()
        })
    }
  }
}
