import { openPool } from '../database.ts'
import type { Routes } from './routing.ts'

/**
 * `/healthz`: 200 while the database answers, else 503, within 2 seconds. For load balancers; it tells nothing else.
 * Neither rate limits nor the queue apply to it, and it has a connection of its own: a busy server is not a broken one.
 */
export const healthRoutes: Routes = (app, deps) => {
  const { config, bounds, log } = deps
  const half = bounds.health / 2
  const own = openPool({
    url: config.databaseUrl ?? '',
    size: 1,
    bounds: { ...bounds, connect: half, statement: half, reply: half },
    onError: (error) => log.warn({ err: error }, 'a database connection broke'),
  })
  app.addHook('onClose', () => own.end())

  let asking: Promise<boolean> | undefined
  /** Who asks while one query is under way gets the same answer. */
  const isWell = (): Promise<boolean> =>
    (asking ??= own
      .query('SELECT 1')
      .then(() => true)
      .catch((error: unknown) => {
        log.error({ err: error }, 'the database does not answer')
        return false
      })
      .finally(() => (asking = undefined)))

  app.get('/healthz', { schema: { hide: true }, config: { urgent: true } }, async (_request, reply) =>
    (await isWell()) ? { status: 'ok' } : reply.code(503).send({ status: 'unavailable' }),
  )
}
