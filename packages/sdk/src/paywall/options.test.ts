import { expect, it } from 'vitest'
import { farthing } from '../client.ts'
import { paywall } from './paywall.ts'

const client = farthing({ apiKey: 'sk_test_x', apiUrl: 'https://wallet.test' })
const right = { client, publicUrl: 'https://shop.test', secret: 'x'.repeat(32), offer: () => undefined }

it.each([
  [{ secret: undefined }, 'the paywall has no secret to sign its cookies with: make one (openssl rand -hex 32)'],
  [{ secret: [] }, 'the paywall has no secret'],
  [{ secret: '' }, "the paywall's secret must have 32 characters or more: make one"],
  [{ secret: ['x'.repeat(32), 'short'] }, "the paywall's secret must have 32 characters or more"],
  [{ publicUrl: 'shop.test' }, 'publicUrl must be this site as browsers see it, such as https://courier.example'],
  [{ publicUrl: 'shop.test:8080' }, '"shop.test:8080" is not'],
  [{ publicUrl: 'https://shop.test/articles' }, 'without a path: "https://shop.test/articles" is not'],
])('a paywall that cannot be right says what to do before it serves anyone: %j', (wrong, words) => {
  expect(() => paywall({ ...right, ...wrong })).toThrow(TypeError)
  expect(() => paywall({ ...right, ...wrong })).toThrow(words)
})
