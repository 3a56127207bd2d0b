import { answered } from '../api/answered.ts'
import { provider } from '../api/client.ts'

type Query = Readonly<Record<string, string | number | undefined>>

/** What the desk's API answers to a look; left out of the query is what is `undefined`. */
export function read<Body>(path: string, query: Query = {}, signal?: AbortSignal): Promise<Body> {
  const wanted = Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined))
  return answered(provider.GET(path as never, { params: { query: wanted }, signal } as never))
}

/** Sends something to the desk's API. */
export function send<Body>(path: string, body: object): Promise<Body> {
  return answered(provider.POST(path as never, { body } as never))
}

/** The URL of a file, for a link that saves it. */
export function fileUrl(path: string, query: Query): string {
  const wanted = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  return `${path}?${new URLSearchParams(wanted).toString()}`
}
