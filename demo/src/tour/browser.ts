// A browser without a screen: cookies by host, forms, redirects. Enough to do what a person does by clicking.
import { request } from 'node:http'

export type Page = { readonly url: URL; readonly status: number; readonly body: string }
export type Form = {
  readonly action: string
  readonly method: string
  readonly fields: Readonly<Record<string, string>>
}

const maxRedirects = 10

export class Browser {
  private readonly cookies = new Map<string, Map<string, string>>()
  page: Page = { url: new URL('http://localhost'), status: 0, body: '' }

  /** Follows a link, and the redirects behind it. */
  async open(url: string): Promise<Page> {
    return this.go('GET', new URL(url, this.page.url), undefined)
  }

  /**
   * Presses the button of the first form whose action has `action` in it.
   *
   * @throws Error where the page has no such form.
   */
  async press(action: string, fields: Readonly<Record<string, string>> = {}): Promise<Page> {
    const form = formsOf(this.page.body).find((each) => each.action.includes(action))
    if (form === undefined) {
      throw new Error(
        `${this.page.url.href} (${this.page.status}) has no form for ${action}: ${wordsOf(this.page.body).slice(0, 300)}`,
      )
    }
    const body = new URLSearchParams({ ...form.fields, ...fields }).toString()
    return this.go('POST', new URL(form.action, this.page.url), { type: 'application/x-www-form-urlencoded', body })
  }

  /** Calls an API of the page's own site, as its script would. @throws Error where it is refused. */
  async call<T>(method: 'GET' | 'POST', url: string, body?: object): Promise<T> {
    const target = new URL(url, this.page.url)
    const sent = body === undefined ? undefined : { type: 'application/json', body: JSON.stringify(body) }
    const answer = await this.send(method, target, sent, target.origin)
    if (answer.status >= 400) throw new Error(`${method} ${target.pathname}: ${answer.status} ${answer.body}`)
    return JSON.parse(answer.body) as T
  }

  private async go(method: string, url: URL, sent: Sent | undefined): Promise<Page> {
    const from = this.page.url.origin
    let answer = await this.send(method, url, sent, from)
    for (let i = 0; answer.location !== undefined && i < maxRedirects; i++) {
      url = new URL(answer.location, url)
      answer = await this.send('GET', url, undefined, from)
    }
    this.page = { url, status: answer.status, body: answer.body }
    return this.page
  }

  private send(method: string, url: URL, sent: Sent | undefined, origin: string): Promise<Answer> {
    const jar = this.cookies.get(url.host)
    const cookie = [...(jar ?? [])].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = {
      host: url.host,
      accept: 'text/html,application/json',
      ...(cookie !== '' && { cookie }),
      ...(sent !== undefined && { 'content-type': sent.type, 'content-length': Buffer.byteLength(sent.body) }),
      ...(method !== 'GET' && { origin }),
    }
    // *.localhost is this machine (RFC 6761); not every resolver knows.
    const host = url.hostname.endsWith('localhost') ? '127.0.0.1' : url.hostname
    return new Promise((resolve, reject) => {
      const asked = request(
        { host, port: url.port, path: url.pathname + url.search, method, headers, timeout: 15_000 },
        (answer) => {
          const chunks: Buffer[] = []
          answer.on('data', (chunk: Buffer) => chunks.push(chunk))
          answer.on('end', () => {
            this.keep(url.host, answer.headers['set-cookie'] ?? [])
            resolve({
              status: answer.statusCode ?? 0,
              location: answer.headers.location,
              body: Buffer.concat(chunks).toString(),
            })
          })
        },
      )
      asked.on('timeout', () => asked.destroy(new Error(`${url.href} did not answer in 15 seconds`)))
      asked.on('error', reject)
      asked.end(sent?.body)
    })
  }

  private keep(host: string, lines: readonly string[]): void {
    const jar = this.cookies.get(host) ?? new Map<string, string>()
    this.cookies.set(host, jar)
    for (const line of lines) {
      const [pair = '', ...attributes] = line.split(';')
      const at = pair.indexOf('=')
      const ended = attributes.some((attribute) => /^\s*max-age=0\s*$/i.test(attribute))
      if (ended) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
  }
}

type Sent = { readonly type: string; readonly body: string }
type Answer = { readonly status: number; readonly location: string | undefined; readonly body: string }

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }
const text = (html: string): string =>
  html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '')
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}=(?:"([^"]*)"|'([^']*)')`, 'i').exec(tag)
  return found === null ? undefined : text(found[1] ?? found[2] ?? '')
}

/** The forms of a page with the fields that they carry. */
export function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form\b[^>]*>[\s\S]*?<\/form>/gi)].map(([form]) => {
    const tag = /<form\b[^>]*>/i.exec(form)?.[0] ?? ''
    const fields: Record<string, string> = {}
    for (const [input] of form.matchAll(/<(?:input|button)\b[^>]*>/gi)) {
      const name = attribute(input, 'name')
      if (name !== undefined) fields[name] = attribute(input, 'value') ?? ''
    }
    return { action: attribute(tag, 'action') ?? '', method: attribute(tag, 'method') ?? 'get', fields }
  })
}

/** What a page says, without its markup. */
export const wordsOf = (html: string): string =>
  text(html.replace(/<(script|style|svg|head)\b[\s\S]*?<\/\1>/gi, ' ').replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim()
