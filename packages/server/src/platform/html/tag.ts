// Markup by tagged template. A hole is escaped according to where it stands; what cannot be made safe does not compile
// or throws.

/** Markup that is safe to send. Only `html` and `trusted` make it. */
class Markup {
  readonly #text: string
  constructor(text: string) {
    this.#text = text
  }
  toString(): string {
    return this.#text
  }
}
/** Attributes of one tag, a blank before each. Only `attributes` makes them. */
class Attributes extends Markup {}

export type Html = Markup
export type Hole = Html | string | number | bigint | false | null | undefined | readonly Hole[]

/** Where a hole stands in the literal parts before it. */
type HoleContext =
  { readonly in: 'text' } | { readonly in: 'tag' } | { readonly in: 'value'; readonly url: 'none' | 'whole' | 'part' }

/** A template read once: its literal parts with runs of white space made one, and where its holes stand. */
type Template = { readonly literals: readonly string[]; readonly contexts: readonly HoleContext[] }
const templates = new WeakMap<TemplateStringsArray, Template>()

/**
 * Makes markup of a template. Text and attribute values are escaped; `false`, `null` and `undefined` leave nothing;
 * arrays are joined. A whole URL in `href`, `src`, `action` or `formaction` must be http, https, mailto, or a path of
 * this server, else `about:invalid` stands in its place; a hole later in a URL is percent-encoded.
 *
 * @throws Where a hole is in an unquoted value or a tag's name, or the template has a script, a style or an event
 *   handler: our pages have none, and their content security policy says so.
 */
export function html(strings: TemplateStringsArray, ...holes: readonly Hole[]): Html {
  let known = templates.get(strings)
  if (known === undefined) {
    known = read(strings)
    templates.set(strings, known)
  }
  const { literals, contexts } = known
  let text = literals[0] ?? ''
  for (const [i, hole] of holes.entries()) {
    text += written(hole, contexts[i] ?? { in: 'text' }) + (literals[i + 1] ?? '')
  }
  return new Markup(text)
}

/** Markup from a constant of our own, such as the mark's SVG. Never from input. */
export const trusted = (constant: string): Html => new Markup(constant)

/** Attributes by name: `true` writes the bare name; `false`, `null` and `undefined` write nothing. */
export function attributes(values: Readonly<Record<string, string | number | boolean | null | undefined>>): Html {
  let text = ''
  for (const [name, value] of Object.entries(values)) {
    if (!/^[a-z][a-z-]*$/.test(name) || forbidden.test(name)) throw new Error(`${name} is no attribute of our pages`)
    if (value === true) text += ` ${name}`
    else if (value !== false && value !== null && value !== undefined) {
      text += ` ${name}="${written(String(value), { in: 'value', url: urlAttributes.has(name) ? 'whole' : 'none' })}"`
    }
  }
  return new Attributes(text)
}

/** Escapes a string for text and for quoted attribute values alike. */
function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => entities[character] ?? '') : text
}
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * The URL where it may be followed or posted to, else `about:invalid`. A path must not begin with `//` or `/\`: browsers
 * read those as another host (T13).
 */
export function safeUrl(url: string): string {
  // Browsers drop these characters before they look for a scheme: `java\tscript:` would run.
  if (/[\u0000-\u0020\u007f]/.test(url)) return 'about:invalid'
  return /^(https?:\/\/|mailto:)/i.test(url) || /^(\/(?![/\\])|[?#])/.test(url) ? url : 'about:invalid'
}

const urlAttributes = new Set(['href', 'src', 'action', 'formaction'])
/** Attributes that run script, style in place, or load what the policy refuses. */
const forbidden = /^(on|style$|srcdoc$)/

function written(hole: Hole, context: HoleContext): string {
  if (hole === false || hole === null || hole === undefined) return ''
  if (Array.isArray(hole)) return (hole as readonly Hole[]).map((each) => written(each, context)).join('')
  if (hole instanceof Attributes) {
    if (context.in !== 'tag') throw new Error('attributes stand in a tag')
    return hole.toString()
  }
  if (context.in === 'tag') throw new Error('a hole in a tag takes attributes({ … })')
  if (hole instanceof Markup) {
    if (context.in === 'value') throw new Error('an attribute takes text, not markup')
    return hole.toString()
  }
  const text = String(hole)
  if (context.in === 'text' || context.url === 'none') return escapeHtml(text)
  return escapeHtml(context.url === 'whole' ? safeUrl(text) : encodeURIComponent(text))
}

/** Reads the literal parts as a parser would. */
function read(strings: TemplateStringsArray): Template {
  const contexts: HoleContext[] = []
  const literals: string[] = []
  let state: 'text' | 'tag' | '"' | "'" = 'text'
  let tag = ''
  let value = ''
  for (const literal of strings) {
    let kept = ''
    for (const character of literal) {
      const blank = /\s/.test(character)
      if (state === 'text') {
        if (character === '<') [state, tag] = ['tag', '']
      } else if (state === 'tag') {
        if (character === '>') [state, kept] = [closed(tag), kept.trimEnd()]
        else if (character === '"' || character === "'") [state, value] = [character, '']
        else tag += character
      } else if (character === state) [state, tag] = ['tag', `${tag}""`]
      else value += character
      const inValue = state === '"' || state === "'"
      if (!blank || inValue) kept += character
      else if (!/\s$/.test(kept)) kept += character === '\n' ? '\n' : ' '
    }
    literals.push(kept)
    if (literals.length < strings.length) contexts.push(contextOf(state, tag, value))
    value += '\uFFFC' // Something stands here: what follows is a later part of a URL.
  }
  if (state !== 'text') throw new Error(`the template ends inside <${tag}`)
  return { literals, contexts }
}

function contextOf(state: 'text' | 'tag' | '"' | "'", tag: string, value: string): HoleContext {
  if (state === 'text') return { in: 'text' }
  if (state === 'tag') {
    if (!/^[a-z]/.test(tag) || /=\s*$/.test(tag)) throw new Error(`a hole cannot stand in <${tag}`)
    return { in: 'tag' }
  }
  const name = /([a-z-]+)\s*=\s*$/.exec(tag)?.[1] ?? ''
  return { in: 'value', url: urlAttributes.has(name) ? (value === '' ? 'whole' : 'part') : 'none' }
}

function closed(tag: string): 'text' {
  if (/^(script|style|iframe|object|embed|base)\b/i.test(tag)) throw new Error(`<${tag}> is not for our pages`)
  for (const [, name = ''] of tag.matchAll(/\s([a-z-]+)\s*=/gi)) {
    if (forbidden.test(name.toLowerCase())) throw new Error(`${name} is no attribute of our pages`)
  }
  return 'text'
}
