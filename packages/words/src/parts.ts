// A message is read into its parts before any value is put in, so that a value that looks like a tag stays text.

/** Of a message: plain text, the place of a value, or a tag around further parts. */
export type Part = string | { readonly value: string } | { readonly tag: string; readonly inside: readonly Part[] }

/**
 * Reads `Sign in to <link>{{provider}}</link>.`
 *
 * @throws Where tags are not nested well: the message file is wrong.
 */
export function readParts(message: string): readonly Part[] {
  const open: { tag: string; inside: Part[] }[] = [{ tag: '', inside: [] }]
  for (const piece of message.split(/(\{\{\w+\}\}|<\/?\w+\/?>)/)) {
    const here = open.at(-1)
    if (here === undefined) break
    const [, value] = /^\{\{(\w+)\}\}$/.exec(piece) ?? []
    const [, ends, tag = '', empty] = /^<(\/?)(\w+)(\/?)>$/.exec(piece) ?? []
    if (value !== undefined) here.inside.push({ value })
    else if (tag === '') {
      if (piece !== '') here.inside.push(piece)
    } else if (empty === '/') here.inside.push({ tag, inside: [] })
    else if (ends !== '/') open.push({ tag, inside: [] })
    else {
      const outer = open.at(-2)
      if (here.tag !== tag || outer === undefined) throw new Error(`</${tag}> closes nothing in: ${message}`)
      open.pop()
      outer.inside.push({ tag, inside: here.inside })
    }
  }
  const [whole] = open
  if (whole === undefined || open.length > 1) throw new Error(`a tag is not closed in: ${message}`)
  return whole.inside
}

/** What a message is filled with: a value by its name, or what a tag of that name makes of its inside. */
export type Filling<Out> = Readonly<Record<string, Out | ((inside: Out) => Out)>>

/**
 * Puts values and tags into the parts of a message.
 *
 * @param join Makes one of what stands one after the other; strings are text of the message, to be escaped like any text.
 * @throws Where a value or a tag of the message was not given: types see to that before.
 */
export function fill<Out>(
  parts: readonly Part[],
  filling: Filling<Out>,
  join: (parts: readonly (string | Out)[]) => Out,
): Out {
  const filled = (part: Part): string | Out => {
    if (typeof part === 'string') return part
    const name = 'tag' in part ? part.tag : part.value
    if (!Object.hasOwn(filling, name)) throw new Error(`nothing was given for ${name}`)
    const given = filling[name] as Out | ((inside: Out) => Out)
    if (!('tag' in part)) return given as Out
    if (typeof given !== 'function') throw new Error(`${name} is a tag and needs a function`)
    return (given as (inside: Out) => Out)(join(part.inside.map(filled)))
  }
  return join(parts.map(filled))
}
