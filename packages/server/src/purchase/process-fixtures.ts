// Real server processes on a database of their own, for tests of races and kills. Time is the system's.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { readConfig } from '../platform/config.ts'
import { nodeOptions } from '../platform/node-options.ts'
import { freshDatabase } from '../platform/testing.ts'
import type { Provider } from '../provider.ts'
import { openProvider } from '../provider.ts'

/** A database, and a provider in this process to prepare it and to look at it. */
export async function aDatabase(): Promise<{ url: string; provider: Provider; close(): Promise<void> }> {
  const database = await freshDatabase()
  const provider = await openProvider(readConfig(environment(database.url)))
  return {
    url: database.url,
    provider,
    async close() {
      await provider.close()
      await database.drop()
    },
  }
}

const environment = (databaseUrl: string) => ({
  DATABASE_URL: databaseUrl,
  FARTHING_PORT: '0',
  FARTHING_PUBLIC_URL: 'http://wallet.localhost:4400',
  FARTHING_LOG_LEVEL: 'fatal',
  FARTHING_RATE_LIMIT_REQUESTS: '0',
  FARTHING_POOL_SIZE: '4',
})

export type ServerProcess = {
  /** `http://127.0.0.1:port` */
  readonly origin: string
  kill(): Promise<void>
}

/** Runs the provider as `npm run serve` does. @param settings Beside those of tests. */
export async function aServerProcess(
  databaseUrl: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const file = new URL('../../serve.js', import.meta.url).pathname
  const child = spawn(process.execPath, [...nodeOptions, file], {
    env: { ...environment(databaseUrl), ...settings, PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: new URL('.', import.meta.url).pathname,
  })
  return { origin: await originOf(child), kill: () => kill(child) }
}

async function originOf(child: ChildProcess): Promise<string> {
  if (child.stdout === null) throw new Error('standard output is not piped')
  for await (const line of createInterface({ input: child.stdout })) {
    const said = line.startsWith('{') ? (JSON.parse(line) as { listening?: string }) : {}
    if (said.listening !== undefined) return said.listening
  }
  throw new Error('the server ended before it was ready')
}

/** At once, as the kernel does when memory is short. */
async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended
}

/** Posts and does not follow where the answer leads. */
async function postTo(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { accept: 'text/html', ...headers },
    body,
    redirect: 'manual',
  })
  return { status: answer.status, text: await answer.text() }
}

export const postJson = (url: string, secret: string, key: string, body: object) =>
  postTo(
    url,
    { authorization: `Bearer ${secret}`, 'idempotency-key': key, 'content-type': 'application/json' },
    JSON.stringify(body),
  )

export const postForm = (
  url: string,
  headers: Readonly<Record<string, string>>,
  fields: Readonly<Record<string, string>>,
) =>
  postTo(
    url,
    { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
    new URLSearchParams(fields).toString(),
  )
