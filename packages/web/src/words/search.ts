/** A word of a query as text: the router reads `?q=5036` of a link as a number. `undefined`: it is empty, or neither. */
function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

type Wanted<Name extends string> = { [N in Name]?: string | undefined }

/** Takes the named words out of a URL's query; what is empty or not text is left out. */
export function searchWords<const Name extends string>(
  names: readonly Name[],
): (query: Record<string, unknown>) => Wanted<Name> {
  return (query) => {
    const found: Wanted<Name> = {}
    for (const name of names) {
      const value = textOf(query[name])
      if (value !== undefined) found[name] = value
    }
    return found
  }
}

/** The words that are there: an absent one is left out, where the API's types want no `undefined`. */
export function present<Words extends object>(
  words: Words,
): { [Name in keyof Words]?: Exclude<Words[Name], undefined> } {
  return Object.fromEntries(Object.entries(words).filter(([, value]) => value !== undefined)) as Words
}

/** All words of a URL's query that are text, for pages whose filters are many; what is empty is left out. */
export const anyWords = (query: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).flatMap(([name, value]) => {
      const text = textOf(value)
      return text === undefined ? [] : [[name, text]]
    }),
  )
