import { Type } from 'typebox'
import { demoPassword, demoPeople, demoVouchers } from '../demo/index.ts'
import { maybeSignedIn } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { hostOf, mailListPage, mailPage, pageHeaders, sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { Opaque } from '../platform/http/schemas.ts'
import { readMails } from '../platform/mail.ts'
import { openVendors } from '../vendor/index.ts'
import type { Development } from './front.ts'
import { frontPage } from './front.ts'

const hidden = { hide: true } as const

/** The front page; in development, the mail that would have been sent. */
export const pageRoutes: Routes = (app, deps) => {
  const provider = { name: deps.config.providerName, url: deps.config.publicUrl }
  app.get('/', { schema: hidden }, async (request, reply) => {
    const who = await maybeSignedIn(deps, request)
    const development = deps.config.mode === 'development' ? await developmentOf(deps) : null
    return reply
      .headers(pageHeaders())
      .send(frontPage({ t: sayFor(request), provider, name: who?.name ?? null, development }))
  })
  if (deps.config.mode === 'development') mailRoutes(app, deps)
}

const mailRoutes: Routes = (app, deps) => {
  const timeZone = 'UTC'
  app.get('/dev/mail', { schema: hidden }, async (request, reply) => {
    const mails = (await readMails(deps)).map((mail) => ({ ...mail, at: mail.createdAt }))
    return reply
      .headers(pageHeaders())
      .send(mailListPage({ t: sayFor(request), now: deps.clock.now(), timeZone, mails }))
  })
  app.get(
    '/dev/mail/:id',
    { schema: { ...hidden, params: Type.Object({ id: Opaque(64) }) } },
    async (request, reply) => {
      const mail = (await readMails(deps, 500)).find(({ id }) => id === request.params.id)
      if (mail === undefined) throw new Problem('not_found')
      return reply
        .headers(pageHeaders())
        .send(mailPage({ t: sayFor(request), ...mail, at: mail.createdAt, now: deps.clock.now(), timeZone }))
    },
  )
}

async function developmentOf(deps: Deps): Promise<Development> {
  const vendors = (await openVendors(deps, 6)).flatMap(({ name, sites: [url] }) =>
    url === undefined ? [] : [{ name, url, site: hostOf(url) }],
  )
  if (!deps.config.demo) return { vendors, people: [], vouchers: [] }
  return {
    vendors,
    people: demoPeople.map(({ name, email, about }) => ({ name, email, password: demoPassword, what: about })),
    vouchers: demoVouchers.map(({ code, micros, currency }) => ({ code, micros, currency })),
  }
}
