// Sends what waits in the queues, each endpoint by itself: no order is promised, doubles are told by `webhook-id`.
import type { Id } from '@farthing/ledger'
import { seconds } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { toPublic } from '../platform/ids.ts'
import type { Outbound } from '../platform/outbound/index.ts'
import { postTo, Undelivered } from '../platform/outbound/index.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import type { Standing } from '../platform/work/work.ts'
import { repeatedly, schedule } from '../platform/work/work.ts'
import { openWebhookSecret, removeWebhookEndpoint, webhookEndpoints } from '../vendor/index.ts'
import { signedHeaders } from './sign.ts'
import type { Claimed, Tried } from './store.ts'
import { claimDue, forgetOld, recordTry } from './store.ts'

/**
 * Pauses after the first try, the second, … in seconds: about three days in all, as Standard Webhooks suggests.
 * After the last the message is given up.
 */
export const pauses = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** Messages under way at once in this process, and of one endpoint: one that hangs must not hold up the others. */
const maxAtOnce = 48
const maxPerEndpoint = 4

/** For how long a message that is under way is nobody else's: longer than any try. */
const leaseSeconds = 60

/** What is due is sent, within half a second. */
export const deliverWebhooks: Standing = {
  kind: 'standing',
  name: 'deliver webhooks',
  start(deps) {
    const underWay = new Map<Promise<void>, Id>()
    const stop = repeatedly('deliver webhooks', 400, async () => {
      const claimed = await claim(deps, [...underWay.values()])
      for (const each of claimed) {
        const delivering = deliver(deps, each, deps.outbound)
          .catch((error: unknown) => deps.log.error({ err: error }, 'a webhook could not be recorded'))
          .finally(() => underWay.delete(delivering))
        underWay.set(delivering, each.endpoint)
      }
    }).start(deps)
    return async () => {
      await stop()
      await Promise.all(underWay.keys())
    }
  },
}

/** What was delivered or given up is kept for 30 days. */
export const forgetWebhooks = schedule({
  name: 'forget webhooks',
  when: every(600),
  catchUp: 'latest',
  run: async (deps) => ((await forgetOld(deps, deps.clock.now() - seconds(30 * 86_400))) ? 'more' : undefined),
})

/** Sends all that is due now, and waits for it. @returns How many were tried. */
export async function deliverDue(deps: Deps, outbound: Outbound): Promise<number> {
  const claimed = await claim(deps, [])
  await Promise.all(claimed.map((each) => deliver(deps, each, outbound)))
  return claimed.length
}

/** Takes due messages for this process, less what its endpoints have under way. */
async function claim(deps: Deps, underWay: readonly Id[]): Promise<Claimed[]> {
  const room = maxAtOnce - underWay.length
  if (room <= 0) return []
  const busy = new Map<Id, number>()
  for (const endpoint of underWay) busy.set(endpoint, (busy.get(endpoint) ?? 0) + 1)
  const full = [...busy].filter(([, count]) => count >= maxPerEndpoint).map(([endpoint]) => endpoint)
  const now = deps.clock.now()
  return claimDue(deps, {
    now,
    leaseUntil: now + seconds(leaseSeconds),
    without: full,
    perEndpoint: maxPerEndpoint,
    limit: room,
  })
}

async function deliver(deps: Deps, message: Claimed, outbound: Outbound): Promise<void> {
  // Not out of memory: an endpoint that another server has just removed, or made, is seen as it is.
  const keys = { accounts: [], rows: [[webhookEndpoints, message.endpoint] as const] }
  const endpoint = (await deps.ledger.look(keys, { fresh: true })).row(webhookEndpoints, message.endpoint)
  const at = deps.clock.now()
  if (endpoint === undefined || endpoint.removedAt !== null) {
    return recordTry(deps, message, { at, status: null, error: 'the endpoint was removed', end: 'failed' })
  }
  const secret = openWebhookSecret(deps, message.endpoint, endpoint.secretSealed)
  const headers = signedHeaders(secret, toPublic('evt', message.event), at, message.body)
  const tried = await attempt(deps, endpoint.url, headers, message, outbound)
  await recordTry(deps, message, { at, ...tried })
  if (tried.status === 410) {
    const { vendor, mode } = endpoint
    // Messages of one endpoint are under way side by side: all that hear it say the same.
    const input = { vendor, mode, endpoint: message.endpoint }
    await submitDue(deps, removeWebhookEndpoint, { parts: [message.endpoint], input, by: deliverWebhooks.name })
  }
}

async function attempt(
  deps: Deps,
  url: string,
  headers: Readonly<Record<string, string>>,
  message: Claimed,
  outbound: Outbound,
): Promise<Omit<Tried, 'at'>> {
  try {
    const { status, retryAfterSeconds } = await postTo(url, headers, message.body, outbound)
    if (status >= 200 && status < 300) return { status, error: null, end: 'delivered' }
    // Gone: the receiver wants nothing more, of any kind.
    if (status === 410) return { status, error: 'gone', end: 'failed' }
    const error = status >= 300 && status < 400 ? 'redirects are not followed' : `it answered ${status}`
    return { status, error, end: nextTry(deps, message.tries, retryAfterSeconds) }
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error
    return { status: null, error: error.message, end: nextTry(deps, message.tries, undefined) }
  }
}

/** When to try again, a tenth more or less at random, and never sooner than the receiver asked. */
function nextTry(deps: Deps, tries: number, retryAfterSeconds: number | undefined): bigint | 'failed' {
  const pause = pauses[tries - 1]
  if (pause === undefined) return 'failed'
  const jitter = 0.9 + (deps.random.bytes(1)[0] ?? 0) / 1_275
  const millis = Math.max(Math.round(pause * 1_000 * jitter), Math.min(retryAfterSeconds ?? 0, 86_400) * 1_000)
  return deps.clock.now() + BigInt(millis) * 1_000n
}
