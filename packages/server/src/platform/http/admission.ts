import { RetryableFault } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest, HookHandlerDoneFunction } from 'fastify'
import type { App } from './routing.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answered at once, however many wait. */
    urgent?: boolean
  }
}

export type Room = {
  /** Requests that are worked on at once: more would not be faster, and each holds memory while it lasts. */
  readonly atWork: number
  /** Requests that wait for it, in order of arrival; the next one is answered 503. */
  readonly waiting: number
}

/**
 * Lets requests in that have arrived whole, so that a slow sender takes nobody's place, and out with their answer, so
 * that a slow reader does not either.
 */
export function addAdmission(app: App, { atWork, waiting }: Room): void {
  const admitted = new Set<FastifyRequest>()
  const queue: { readonly request: FastifyRequest; readonly enter: HookHandlerDoneFunction }[] = []

  app.addHook('preValidation', (request: FastifyRequest, _reply: FastifyReply, done: HookHandlerDoneFunction) => {
    if (request.routeOptions.config.urgent === true) done()
    else if (admitted.size < atWork) {
      admitted.add(request)
      done()
    } else if (queue.length < waiting) queue.push({ request, enter: done })
    else done(new RetryableFault(`${waiting} requests are waiting`))
  })
  app.addHook('onSend', (request: FastifyRequest, _reply: FastifyReply, payload, done) => {
    if (admitted.delete(request)) {
      const next = queue.shift()
      if (next) {
        admitted.add(next.request)
        setImmediate(next.enter) // Not in this one's call, or a long queue would be a deep one.
      }
    }
    done(null, payload)
  })
}
