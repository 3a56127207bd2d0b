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

/**
 * Serves the style sheet and icon of our pages, and the wallet and the console where they were built: one page for
 * every path under `/wallet` and `/console`, files that have their hash in their name for ever.
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
  const index = await readFile(join(folder, 'index.html'), 'utf8')
  await app.register(fastifyStatic, {
    root: join(folder, 'assets'),
    prefix: '/assets/',
    schemaHide: true,
    index: false,
    cacheControl: false,
    preCompressed: true,
    setHeaders: (reply) => void reply.header('cache-control', forEver),
  })
  for (const path of ['/wallet', '/wallet/*', '/console', '/console/*']) {
    app.get(path, { schema: { hide: true } }, (_request, reply) =>
      reply.type('text/html; charset=utf-8').header('content-security-policy', appPolicy).send(index),
    )
  }
}
