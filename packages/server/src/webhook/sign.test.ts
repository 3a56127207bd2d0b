import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { signedHeaders } from './sign.ts'

test('R17a: the example of Standard Webhooks is signed as it says', () => {
  const body = '{"test": 2432232314}'
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  expect(signedHeaders(secret, 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1_614_265_330_999_999n, body)).toEqual({
    'content-type': 'application/json',
    'user-agent': 'Farthing-Webhooks',
    'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    'webhook-timestamp': '1614265330',
    'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  })
})

test('T18: a signature is HMAC-SHA-256 over identifier, seconds and body, under the key that the secret writes', () => {
  const key = fc.uint8Array({ minLength: 1, maxLength: 80 }).map((bytes) => Buffer.from(bytes))
  const at = fc.bigInt({ min: 0n, max: 4_102_444_800_000_000n })
  const text = fc.string({ unit: 'binary', maxLength: 300 })
  fc.assert(
    fc.property(key, fc.stringMatching(/^[a-z0-9_]{1,40}$/), at, text, (key, id, at, body) => {
      const signed = signedHeaders(`whsec_${key.toString('base64')}`, id, at, body)['webhook-signature']
      const message = `${id}.${at / 1_000_000n}.${body}`
      expect(signed).toBe(`v1,${createHmac('sha256', key).update(message).digest('base64')}`)
    }),
  )
})
