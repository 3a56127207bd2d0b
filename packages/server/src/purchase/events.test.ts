import { expect, test } from 'vitest'
import type { Standing } from './standing.ts'
import {
  purchaseAuthorized,
  purchaseCaptured,
  purchaseDeclined,
  purchaseExpired,
  purchaseLapsed,
  purchaseRefunded,
  purchaseRequested,
  purchaseVoided,
} from './events.ts'
import { standingOf } from './events.ts'
import { requested } from './request.ts'

const id = (n: number) => `${n}`.padStart(32, '0')

test.each([
  [purchaseRequested, undefined, undefined],
  [purchaseAuthorized, 'purchase.authorized', ['hold', 'purchase']],
  [purchaseCaptured, 'purchase.captured', ['purchase', 'release']],
  [purchaseVoided, 'purchase.voided', ['release']],
  [purchaseExpired, 'purchase.expired', ['release']],
  [purchaseLapsed, 'purchase.expired', undefined],
  [purchaseDeclined, 'purchase.declined', undefined],
  [purchaseRefunded, 'purchase.refunded', ['refund']],
] as const)('$name is told to vendors and payers as they know it', (kind, webhook, history) => {
  expect(kind.webhook?.type).toBe(webhook)
  expect(kind.history?.kinds).toEqual(history)
})

test('what is recorded names the purchase and says how it stands', () => {
  const row = requested(
    {
      purchase: id(1),
      vendor: id(2),
      mode: 'live',
      item: id(3),
      version: id(4),
      priceMicros: 120_000n,
      currency: 'USD',
      terms: null,
      contentUrl: null,
      orderReference: 'A 1',
      facts: { returnUrl: 'https://courier.example', cancelUrl: 'https://courier.example' },
      capture: 'automatic',
      nonceHash: null,
      meantFor: null,
      holdSeconds: 60,
      expiresInSeconds: 60,
    },
    0n,
    null,
  )
  const standing: Standing = {
    purchase: id(1),
    vendor: id(2),
    mode: 'live',
    status: 'requested',
    captured: '0',
    captures: 0,
    refunded: '0',
    refunds: 0,
  }
  const recorded = purchaseRequested.of(standingOf(id(1), row))
  expect(recorded).toEqual({ type: 'purchase.requested', facts: standing })
})
