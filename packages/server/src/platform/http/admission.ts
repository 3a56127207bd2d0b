import { RetryableFault, UnknownOutcome } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { Bounds } from '../bounds.ts'
import type { App } from './routing.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered at once, however many wait. */
    urgent?: boolean
  }
}

export type Capacity = {
  /** Requests that are worked on at once: with more it would not be faster, and each holds memory while it lasts. */
  readonly atWork: number
  /** Requests that wait for it, in order of arrival; the next one is answered 503. */
  readonly waiting: number
}

type Entry = {
  readonly request: FastifyRequest
  readonly reply: FastifyReply
  readonly enter: HookHandlerDoneFunction
}

/**
 * A request takes a place only once it has arrived whole, and gives it back when its answer is made: so a slow sender
 * and a slow reader take nobody's place. Each is answered in time, with what is known of it by then.
 */
export function addAdmission(app: App, { atWork, waiting }: Capacity, bounds: Pick<Bounds, 'queued' | 'answer'>): void {
  const admitted = new Set<FastifyRequest>()
  const queue: Entry[] = []
  const timers = new Map<FastifyRequest, NodeJS.Timeout>()

  const time = (request: FastifyRequest, millis: number, late: () => void): void => {
    clearTimeout(timers.get(request))
    timers.set(request, setTimeout(late, millis))
  }
  const begin = ({ request, reply, enter }: Entry): void => {
    time(request, bounds.answer, () => {
      if (reply.sent) return
      const fault = `no answer in ${bounds.answer} ms`
      const reads = request.method === 'GET' || request.method === 'HEAD'
      reply.send(reads ? new RetryableFault(fault) : new UnknownOutcome(fault))
    })
    enter()
  }
  const wait = (entry: Entry): void => {
    queue.push(entry)
    time(entry.request, bounds.queued, () => {
      const index = queue.indexOf(entry)
      if (index < 0) return // It was taken from the queue, and begins in a moment.
      queue.splice(index, 1)
      entry.enter(new RetryableFault(`its turn did not come in ${bounds.queued} ms`))
    })
  }

  app.addHook('preValidation', (request: FastifyRequest, reply: FastifyReply, done: HookHandlerDoneFunction) => {
    const entry = { request, reply, enter: done }
    if (request.routeOptions.config.urgent === true) done()
    else if (admitted.size < atWork) {
      admitted.add(request)
      begin(entry)
    } else if (queue.length < waiting) wait(entry)
    else done(new RetryableFault(`${waiting} requests are waiting`))
  })
  app.addHook('onSend', (request: FastifyRequest, _reply: FastifyReply, payload, done) => {
    clearTimeout(timers.get(request))
    timers.delete(request)
    if (admitted.delete(request)) {
      const next = queue.shift()
      if (next) {
        admitted.add(next.request)
        setImmediate(begin, next) // Not in this one's call, or a long queue would be a deep one.
      }
    }
    done(null, payload)
  })
}
