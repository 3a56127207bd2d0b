import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Score } from './sound.ts'

const made = new Map<Score, Buffer>()

/** Sends a song, as `soundOf` makes it once, whole or the range asked for (RFC 9110 14): players seek, and some browsers insist. */
export function sendSound(
  request: IncomingMessage,
  response: ServerResponse,
  soundOf: (score: Score) => Buffer,
  score: Score,
): void {
  const file = made.get(score) ?? soundOf(score)
  made.set(score, file)
  const headers = { 'content-type': 'audio/wav', 'accept-ranges': 'bytes', 'cache-control': 'private, no-store' }
  const range = /^bytes=(\d{1,12})-(\d{0,12})$/.exec(request.headers.range ?? '')
  if (range === null) {
    response.writeHead(200, { ...headers, 'content-length': file.length })
    response.end(request.method === 'HEAD' ? undefined : file)
    return
  }
  const from = Number(range[1])
  const to = range[2] === '' ? file.length - 1 : Math.min(file.length - 1, Number(range[2]))
  if (from > to) {
    response.writeHead(416, { ...headers, 'content-range': `bytes */${file.length}` }).end()
    return
  }
  const part = file.subarray(from, to + 1)
  response.writeHead(206, {
    ...headers,
    'content-range': `bytes ${from}-${to}/${file.length}`,
    'content-length': part.length,
  })
  response.end(request.method === 'HEAD' ? undefined : part)
}
