import { Type } from 'typebox'
import { html, page, pageHeaders, sayIn } from '../html/index.ts'
import type { Routes } from './routing.ts'
import { Opaque } from './schemas.ts'
import { codesOf, isProblemCode, Problem } from './problems.ts'

// Documentation of the API, so in its language.
const t = sayIn('en')

/** `/problems/{code}`: where the `type` of every problem leads (RFC 9457). */
export const problemDocs: Routes = (app, { problems }) => {
  app.get('/problems', { schema: { hide: true } }, (_request, reply) =>
    reply.headers(pageHeaders()).send(
      page({
        t,
        title: 'Problems',
        width: 'text',
        main: html`<h1>Problems</h1>
          <p>Every refusal of the API has one of these codes. They are stable.</p>
          <ul>
            ${codesOf(problems).map((code) => html`<li><a href="/problems/${code}">${code}</a>: ${problems[code].title}</li>`)}
          </ul>`,
      }),
    ),
  )
  app.get(
    '/problems/:code',
    { schema: { hide: true, params: Type.Object({ code: Opaque(64) }) } },
    (request, reply) => {
      const { code } = request.params
      if (!isProblemCode(problems, code)) throw new Problem('not_found')
      const { status, title } = problems[code]
      return reply.headers(pageHeaders()).send(
        page({
          t,
          title,
          width: 'text',
          main: html`<h1>${title}</h1>
            <p><code>${code}</code>, HTTP status ${status}. ${whatNow(status)}</p>
            <p><a href="/problems">All problems</a> · <a href="/docs">The API</a></p>`,
        }),
      )
    },
  )
}

function whatNow(status: number): string {
  if (status === 503) return 'Try again with the same key or attempt after the seconds that Retry-After names.'
  if (status === 429) return 'Wait for the seconds that Retry-After names. Nothing was done.'
  if (status >= 500) return 'Tell us the request id. Where money may have moved, ask again with the same key.'
  return 'The request moved no money. The same will be refused again until what it names has changed.'
}
