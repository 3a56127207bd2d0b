import express from 'express'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it } from 'vitest'
import { rawBody } from './node.ts'
import { freePort } from './testing/free-port.ts'
import { signTestWebhook, verifyWebhook, WebhookError } from './webhook.ts'

const secret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'
const nextSecret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
const now = Date.UTC(2026, 10, 24, 9, 0, 0)
const clock = () => now
const body = JSON.stringify({ type: 'purchase.captured', timestamp: '2026-11-24T09:00:00Z', data: { id: 'txn_1' } })

async function refusalOf(verification: Promise<unknown>): Promise<string> {
  return verification.then(
    () => 'accepted',
    (error: unknown) => (error instanceof WebhookError ? error.code : 'other'),
  )
}

describe('webhooks', () => {
  it('T18: accepts what the reference implementation signs, and tells the id', async () => {
    const headers = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': String(now / 1000),
      'webhook-signature': new Webhook(secret).sign('evt_1', new Date(now), body),
    }
    const webhook = await verifyWebhook({ secrets: secret, headers: new Headers(headers), body, clock })
    expect(webhook.id).toBe('evt_1')
    expect(webhook.event.type).toBe('purchase.captured')
    expect(webhook.sentAt.toISOString()).toBe('2026-11-24T09:00:00.000Z')
  })

  it('T18: signs test webhooks that the reference implementation accepts', async () => {
    const headers = await signTestWebhook({ secret, id: 'evt_1', body, clock: Date.now })
    expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body))
  })

  it('T18: lets a secret rotate: several secrets here, several signatures there', async () => {
    const old = await signTestWebhook({ secret, id: 'evt_1', body, clock })
    const next = await signTestWebhook({ secret: nextSecret, id: 'evt_1', body, clock })
    const both = { ...old, 'webhook-signature': `v1a,AAAA ${next['webhook-signature']} ${old['webhook-signature']}` }
    for (const [secrets, headers] of [
      [[nextSecret, secret], old],
      [`${nextSecret} ${secret}`, old],
      [secret, both],
      [[nextSecret], both],
    ] as const) {
      expect((await verifyWebhook({ secrets, headers, body, clock })).id).toBe('evt_1')
    }
    expect(await refusalOf(verifyWebhook({ secrets: nextSecret, headers: old, body, clock }))).toBe(
      'signature_mismatch',
    )
  })

  it('T18: refuses a forged body, id, time or signature', async () => {
    const headers = await signTestWebhook({ secret, id: 'evt_1', body, clock })
    const forged = [
      { headers, body: body.replace('txn_1', 'txn_2') },
      { headers: { ...headers, 'webhook-id': 'evt_2' }, body },
      { headers: { ...headers, 'webhook-timestamp': String(now / 1000 + 1) }, body },
      { headers: { ...headers, 'webhook-signature': 'v1,AAAA' }, body },
      { headers: { ...headers, 'webhook-signature': 'v1' }, body },
      { headers: { ...headers, 'webhook-signature': `v2,${headers['webhook-signature']?.slice(3)}` }, body },
    ]
    for (const input of forged)
      expect(await refusalOf(verifyWebhook({ secrets: secret, clock, ...input }))).toBe('signature_mismatch')
    expect(await refusalOf(verifyWebhook({ secrets: secret, headers: {}, body, clock }))).toBe('headers_missing')
  })

  it('T18: stands five minutes either way and not a second more', async () => {
    const headers = await signTestWebhook({ secret, id: 'evt_1', body, clock })
    const at = (seconds: number) =>
      refusalOf(verifyWebhook({ secrets: secret, headers, body, clock: () => now + seconds * 1000 }))
    expect(await Promise.all([-301, -300, -299, 0, 299, 300, 301].map(at))).toEqual([
      'timestamp_too_new',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'accepted',
      'timestamp_too_old',
    ])
  })

  it('T18: shows a repeated delivery by its id, whatever the order they come in', async () => {
    const seen = new Set<string>()
    for (const id of ['evt_2', 'evt_1', 'evt_2', 'evt_1']) {
      const headers = await signTestWebhook({ secret, id, body, clock })
      seen.add((await verifyWebhook({ secrets: secret, headers, body, clock })).id)
    }
    expect([...seen]).toEqual(['evt_2', 'evt_1'])
  })

  it('refuses a signed body that is no event', async () => {
    for (const odd of ['', 'null', '[]', '{"type":1}', '"x"']) {
      const headers = await signTestWebhook({ secret, id: 'evt_1', body: odd, clock })
      expect(await refusalOf(verifyWebhook({ secrets: secret, headers, body: odd, clock })), odd).toBe('body_invalid')
    }
  })

  it('says what to do where a parser took the body, where nothing read it, and where no secret is set', async () => {
    const headers = await signTestWebhook({ secret, id: 'evt_1', body, clock })
    const messageOf = (input: { body: unknown; secrets?: string | undefined }) =>
      verifyWebhook({ secrets: secret, headers, clock, ...input }).catch((error: unknown) =>
        error instanceof Error ? `${error.name}: ${error.message}` : '',
      )
    expect(await messageOf({ body: JSON.parse(body) })).toMatch(
      /^WebhookError: the body was parsed before verifyWebhook saw it.*express\.raw/,
    )
    expect(await messageOf({ body: undefined })).toMatch(/^WebhookError: there is no body/)
    expect(await messageOf({ body: JSON.stringify(JSON.parse(body), null, 1) })).toContain(
      'not parsed and written again',
    )
    for (const secrets of [undefined, '', ' ']) {
      expect(await messageOf({ body, secrets })).toMatch(/^TypeError: secrets is not set: give the whsec_/)
    }
  })

  it('reads bytes of any kind as text', async () => {
    const headers = await signTestWebhook({ secret, id: 'evt_1', body, clock })
    const bytes = new TextEncoder().encode(body)
    for (const form of [bytes, bytes.buffer, Buffer.from(bytes)]) {
      expect((await verifyWebhook({ secrets: secret, headers, body: form, clock })).id).toBe('evt_1')
    }
  })
})

describe('a webhook in Express', () => {
  async function shop(
    ...before: express.RequestHandler[]
  ): Promise<{ url: string; close: () => void; said: string[] }> {
    const said: string[] = []
    const app = express()
    for (const middleware of before) app.use(middleware)
    app.post('/webhooks/farthing', async (request, response) => {
      try {
        const webhook = await verifyWebhook({ secrets: secret, headers: request.headers, body: await rawBody(request) })
        response.json(webhook.event)
      } catch (error) {
        said.push(error instanceof WebhookError ? error.message : String(error))
        response.sendStatus(400)
      }
    })
    const port = await freePort()
    const server = app.listen(port, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    return { url: `http://127.0.0.1:${port}/webhooks/farthing`, close: () => void server.close(), said }
  }
  async function deliver(url: string, sent = body): Promise<Response> {
    const headers = await signTestWebhook({ secret, id: 'evt_1', body: sent })
    return fetch(url, { method: 'POST', headers: { ...headers, 'content-type': 'application/json' }, body: sent })
  }

  it.each([
    ['alone', []],
    ['behind express.raw()', [express.raw({ type: 'application/json' })]],
    ['behind express.text()', [express.text({ type: 'application/json' })]],
    [
      'behind express.json() that keeps the bytes',
      [express.json({ verify: (request, _, bytes) => Object.assign(request, { rawBody: bytes }) })],
    ],
    ['behind parsers of other types', [express.urlencoded(), express.raw({ type: 'image/png' })]],
  ])('is read %s', async (_, before) => {
    const { url, close, said } = await shop(...before)
    const answer = await deliver(url)
    expect([answer.status, await answer.json(), said]).toEqual([200, JSON.parse(body), []])
    close()
  })

  it('says what to do behind express.json()', async () => {
    const { url, close, said } = await shop(express.json())
    expect((await deliver(url)).status).toBe(400)
    expect(said).toEqual([expect.stringContaining('let the webhook route come before express.json()')])
    close()
  })

  it('is read no further than a mebibyte', async () => {
    const { url, close, said } = await shop()
    await deliver(url, 'x'.repeat(1_048_577)).catch(() => undefined)
    expect(said).toEqual(['the body is longer than 1048576 bytes'])
    close()
  })
})
