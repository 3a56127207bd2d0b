/** Text that is safe to send as HTML. Only `html` and `trusted` make it. */
export class Html {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Content = Html | string | number | undefined | false | Content[]

/** Writes HTML; every value in it is escaped, unless it is HTML itself. */
export function html(strings: TemplateStringsArray, ...parts: Content[]): Html {
  return new Html(strings.map((string, index) => string + written(parts[index])).join(''))
}

/** For markup of our own making, such as the pay button of the SDK. */
export function trusted(text: string): Html {
  return new Html(text)
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function written(part: Content): string {
  if (part === undefined || part === false) return ''
  if (part instanceof Html) return part.text
  if (Array.isArray(part)) return part.map(written).join('')
  return String(part).replace(/[&<>"']/g, (character) => entities[character] ?? '')
}
