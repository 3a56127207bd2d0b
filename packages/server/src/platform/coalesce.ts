/** A look-up of one key that may share a query with others. `undefined`: there is none. */
export type Lookup<Value> = (key: string) => Promise<Value | undefined>

type Waiting<Value> = {
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers look-ups: what is asked for in one turn of the event loop, and then whatever has come while a query was on
 * its way, is one query. Nothing is kept afterwards, and a key that is asked for while it is being looked up is looked
 * up again, so what was revoked a moment ago is seen as revoked.
 *
 * @param load Finds many keys at once; keys that it leaves out do not exist.
 */
export function coalesce<Value>(load: (keys: string[]) => Promise<ReadonlyMap<string, Value>>): Lookup<Value> {
  let waiting = new Map<string, Waiting<Value>[]>()
  let busy = false

  async function loadAll(): Promise<void> {
    while (waiting.size > 0) {
      const batch = waiting
      waiting = new Map()
      try {
        const found = await load([...batch.keys()])
        for (const [key, callers] of batch) for (const { resolve } of callers) resolve(found.get(key))
      } catch (error) {
        for (const callers of batch.values()) for (const { reject } of callers) reject(error)
      }
    }
    busy = false
  }

  return (key) =>
    new Promise((resolve, reject) => {
      const callers = waiting.get(key)
      if (callers === undefined) waiting.set(key, [{ resolve, reject }])
      else callers.push({ resolve, reject })
      if (busy) return
      busy = true
      setImmediate(() => void loadAll())
    })
}
