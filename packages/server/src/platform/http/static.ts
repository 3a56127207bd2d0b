import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import { pageAssets, pageIcon } from '../html/index.ts'
import type { App } from './routing.ts'

const forEver = 'public, max-age=31536000, immutable'

/** What the built apps may do: their own files, our API, styles that their components set. */
const appPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ')

/** The pages of the built apps, and what they are served under: the desk's is apart, so that no payer's browser fetches it. */
const appPages = [
  { page: 'index.html', under: ['/wallet', '/console'] },
  { page: 'desk.html', under: ['/desk'] },
]

/**
 * Serves the style sheet and icon of our pages, and the wallet, the console and the desk where they were built: one page
 * for every path under each, files that have their hash in their name for ever.
 *
 * @param folder `packages/web/dist`.
 */
export async function addWebApps(app: App, folder: string | undefined): Promise<void> {
  for (const { path, type, body } of pageAssets) {
    app.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply.type(type).header('cache-control', forEver).send(body),
    )
  }
  app.get('/favicon.ico', { schema: { hide: true } }, (_request, reply) =>
    reply.type(pageIcon.type).header('cache-control', 'public, max-age=86400').send(pageIcon.body),
  )
  if (folder === undefined || !existsSync(join(folder, 'index.html'))) return
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    schemaHide: true,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply) => void reply.header('cache-control', forEver),
  })
  for (const { page, under } of appPages) {
    const body = await readFile(join(folder, page), 'utf8')
    for (const path of under.flatMap((start) => [start, `${start}/*`])) {
      app.get(path, { schema: { hide: true } }, (_request, reply) =>
        reply.type('text/html; charset=utf-8').header('content-security-policy', appPolicy).send(body),
      )
    }
  }
}
