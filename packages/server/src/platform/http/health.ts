import type { Routes } from './routing.ts'

/** `/healthz`: 200 while the database answers, else 503. For load balancers; tells nothing else. */
export const healthRoutes: Routes = (app, deps) => {
  app.get('/healthz', { schema: { hide: true }, config: { urgent: true } }, async (_request, reply) => {
    try {
      await deps.pool.query('SELECT 1')
      return { status: 'ok' }
    } catch (error) {
      deps.log.error({ err: error }, 'the database does not answer')
      return reply.code(503).send({ status: 'unavailable' })
    }
  })
}
