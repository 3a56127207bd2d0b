import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { gzipSync } from 'node:zlib'
import { answer } from './answers.ts'
import { scene, type SceneName } from './scenes.ts'

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}

// The provider's own policy: what breaks under it must break here.
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; " +
  "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"

export type StandIn = { url: string; asked: string[]; close: () => Promise<void> }

/**
 * A small provider that serves the built app and answers its API with one scene.
 *
 * @returns `asked`: method and path of every call of the API, in order.
 */
export async function standIn(dist: string, name: SceneName): Promise<StandIn> {
  const shown = scene(name)
  const asked: string[] = []
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://stand-in')
    if (url.pathname.startsWith('/api/')) {
      asked.push(`${request.method ?? ''} ${url.pathname}`)
      const { status, body } = answer(shown, name, request.method ?? 'GET', url, await bodyOf(request))
      const type = status === 200 ? 'application/json' : 'application/problem+json'
      response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body))
      return
    }
    const [, app] = /^\/(wallet|console|desk)(?:\/(?!sign-in|security)|$)/.exec(url.pathname) ?? []
    const page = app === 'desk' ? 'desk.html' : 'index.html'
    const path = app !== undefined ? page : normalize(url.pathname).replace(/^(\.\.[/\\])+/, '')
    const file = await readFile(join(dist, path)).catch(() => undefined)
    if (file === undefined) response.writeHead(404, { 'content-type': 'text/plain' }).end(`elsewhere: ${url.pathname}`)
    else
      response
        .writeHead(200, {
          'content-type': types[extname(path)] ?? 'application/octet-stream',
          'content-security-policy': policy,
          'x-compressed-size': String(gzipSync(file).length),
        })
        .end(file)
  }
  const server = createServer((request, response) => {
    serve(request, response).catch((fault: unknown) => response.writeHead(500).end(String(fault)))
  })
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    close: () => new Promise((closed) => server.close(() => closed())),
  }
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = ''
  for await (const part of request) text += String(part)
  return text === '' ? undefined : JSON.parse(text)
}
