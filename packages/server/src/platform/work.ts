import type { Deps } from './deps.ts'

/** What a room does without being asked: follow the log, sweep, deliver. */
export type Work = {
  readonly name: string
  /** @returns What stops it, and waits for what is under way. */
  start(deps: Deps): () => Promise<void>
}

/**
 * Work that is done again and again with a pause between. A round that throws is logged and tried again at the next.
 *
 * @param round Does what is due; `true` where more is due already: then there is no pause.
 */
export function repeatedly(name: string, pauseMillis: number, round: (deps: Deps) => Promise<boolean | void>): Work {
  return {
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
