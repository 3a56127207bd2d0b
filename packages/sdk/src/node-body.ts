import { Buffer } from 'node:buffer'
import type { IncomingMessage } from 'node:http'
import { WebhookError } from './webhook.ts'

/**
 * What a body turned out to be. `gone`: another parser read it before and kept none of its bytes; `parsed` is what that
 * parser made of it.
 */
export type NodeBody = { bytes: Buffer } | { gone: true; parsed: unknown } | { tooLong: true }

/**
 * The body of a request as it came: from where parsers keep it (`rawBody`, or a Buffer or a string
 * as `body`), else from the stream. More than `longestBytes` is not read.
 */
export async function nodeBody(request: IncomingMessage, longestBytes: number): Promise<NodeBody> {
  const { rawBody, body: parsed }: { rawBody?: unknown; body?: unknown } = request as object
  for (const kept of [rawBody, parsed]) {
    if (typeof kept === 'string') return { bytes: Buffer.from(kept) }
    if (kept instanceof Uint8Array) return { bytes: Buffer.from(kept) }
  }
  if (request.readableDidRead) return { gone: true, parsed }
  if (request.readableEnded) return { bytes: Buffer.alloc(0) }
  const chunks: Buffer[] = []
  let length = 0
  // The connection stays open where we stop reading early, so that an answer can still be sent.
  for await (const chunk of request.iterator({ destroyOnReturn: false })) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    length += bytes.length
    if (length > longestBytes) return { tooLong: true }
    chunks.push(bytes)
  }
  return { bytes: Buffer.concat(chunks) }
}

const longestWebhookBytes = 1_048_576

/**
 * The body of a webhook as it came, for `verifyWebhook`. Works on a bare `node:http` server and in
 * Express, also where a parser kept the bytes: as `request.rawBody`, or as a Buffer in `request.body`.
 *
 * @throws WebhookError `body_parsed` where the bytes are gone; `body_too_large` above 1 MiB.
 */
export async function rawBody(request: IncomingMessage): Promise<Uint8Array> {
  const body = await nodeBody(request, longestWebhookBytes)
  if ('bytes' in body) return body.bytes
  if ('tooLong' in body)
    throw new WebhookError('body_too_large', `the body is longer than ${longestWebhookBytes} bytes`)
  throw new WebhookError(
    'body_parsed',
    'the body was read before rawBody could, and its signature is over the bytes as they came: let the webhook route come before express.json(), or keep the bytes with express.json({ verify: (request, _, bytes) => { request.rawBody = bytes } })',
  )
}
