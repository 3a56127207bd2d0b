/** A look-up of one key that may share a query with others. `undefined`: there is none. */
export type Lookup<Value> = (key: string) => Promise<Value | undefined>

type Waiting<Value> = {
  readonly resolve: (value: Value | undefined) => void
  readonly reject: (error: unknown) => void
}

/**
 * Gathers look-ups of one turn of the event loop into one query. Nothing is kept afterwards, so what was revoked a
 * moment ago is seen as revoked.
 *
 * @param load Finds many keys at once; keys that it leaves out do not exist.
 */
export function coalesce<Value>(load: (keys: string[]) => Promise<ReadonlyMap<string, Value>>): Lookup<Value> {
  let waiting: Map<string, Waiting<Value>[]> | undefined

  function flush(): void {
    const batch = waiting ?? new Map<string, Waiting<Value>[]>()
    waiting = undefined
    load([...batch.keys()]).then(
      (found) => {
        for (const [key, callers] of batch) for (const { resolve } of callers) resolve(found.get(key))
      },
      (error: unknown) => {
        for (const callers of batch.values()) for (const { reject } of callers) reject(error)
      },
    )
  }

  return (key) =>
    new Promise((resolve, reject) => {
      if (waiting === undefined) {
        waiting = new Map()
        setImmediate(flush)
      }
      const callers = waiting.get(key)
      if (callers === undefined) waiting.set(key, [{ resolve, reject }])
      else callers.push({ resolve, reject })
    })
}
