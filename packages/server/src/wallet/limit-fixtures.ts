// A payer on a ledger in memory, and purchases that are a movement alone, for the tests of limits.
import type { Decider, Id, Json, Ledger, Outcome } from '@farthing/ledger'
import { defineMovement, done, facts, memoryLedger, refused } from '@farthing/ledger'
import type { LimitScope, LimitWindow, PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { userActor } from '../platform/actor.ts'
import { keyOf, whole } from '../platform/ids.ts'
import { vendors } from '../vendor/index.ts'
import { countAgainstLimits, returnToLimits, spendHeld } from './count-limits.ts'
import { aPayerState } from './fixtures.ts'
import { standingsOf } from './limits.ts'
import type { Counted, LineAmount } from './limits.ts'
import { setLimit } from './set-limit.ts'
import { setTimeZone } from './set-time-zone.ts'
import { limitDays } from './tables.ts'

const payer = whole(keyOf('payer'))
export const [courier, halfstep, maud, wilfred] = ['courier', 'halfstep', 'maud', 'wilfred'].map((name) =>
  whole(keyOf(name)),
) as [Id, Id, Id, Id]
const noon = BigInt(Date.parse('2026-11-03T12:00:00Z')) * 1_000n
export const hour = 3_600_000_000n

export type Asked = {
  readonly member: Id
  readonly vendor: Id
  readonly held: boolean
  readonly lines: readonly LineAmount[]
}
const spent = defineMovement('test.spent', facts<Record<string, never>>())
export const currency = 'USD'

export const buyRule: Decider<Asked, { passes?: string | null; counted?: readonly Counted[] }> = {
  name: 'test.buy',
  decide(asked, draft, at) {
    const state = draft.row(payers, payer)?.state
    if (state === undefined) throw new Error('there is no payer')
    const result = countAgainstLimits(draft, draft.record(spent.of({})), { ...asked, state, currency }, at)
    if (result.kind === 'ok') return done({ counted: result.counted })
    return refused({ passes: result.exceeded.passesAt?.toString() ?? null })
  },
}
type Change = { readonly counted: readonly Counted[]; readonly lines: readonly LineAmount[] }
export const captureRule: Decider<Change, null> = {
  name: 'test.capture',
  decide({ counted, lines }, draft) {
    spendHeld(draft, draft.record(spent.of({})), counted, currency, lines)
    return done(null)
  },
}
export const releaseRule: Decider<Change, null> = {
  name: 'test.release',
  decide({ counted, lines }, draft) {
    returnToLimits(draft, draft.record(spent.of({})), counted, currency, lines)
    return done(null)
  },
}
const beginRule: Decider<null, null> = {
  name: 'test.begin',
  decide(_, draft) {
    draft.put(payers, payer, { openedAt: noon, state: aPayerState({ members: [maud, wilfred] }) })
    for (const vendor of [courier, halfstep]) {
      const named = {
        name: 'V',
        status: 'open',
        sites: [],
        team: [],
        suspension: null,
        feeBasisPoints: 0n,
        feeFixedMicros: 0n,
        fees: null,
      } as const
      draft.put(vendors, vendor, { ...named, createdAt: noon })
    }
    return done(null)
  },
}

/** A payer with two members, at two vendors, on a ledger whose clock stands still. */
export async function aWorld() {
  let now = noon
  let count = 0
  const ledger: Ledger = memoryLedger({ tables: [payers, vendors, limitDays], clock: { now: () => now } })
  const submit = async <I, A extends Json>(rule: Decider<I, A>, input: I): Promise<Outcome<A>> =>
    ledger.submit(rule, keyOf('operation', `${++count}`), input, { actor: userActor(maud) })
  const answer = async <I, A extends Json>(rule: Decider<I, A>, input: I): Promise<A> => {
    const outcome = await submit(rule, input)
    if (outcome.kind === 'conflict') throw new Error('no attempt is made twice')
    return outcome.answer
  }
  await submit(beginRule, null)
  const state = async (): Promise<PayerState> => {
    const row = (await ledger.look({ rows: [[payers, payer]] })).row(payers, payer)
    if (row === undefined) throw new Error('there is no payer')
    return row.state
  }
  return {
    ledger,
    now: () => now,
    wait: (hours: number) => void (now += BigInt(hours) * hour),
    state,
    submit,
    answer,
    limit: (window: LimitWindow, maxMicros: bigint | null, scope?: LimitScope) =>
      answer(setLimit, {
        payer,
        user: maud,
        currency,
        window,
        maxMicros,
        windowEndsAt: now + hour,
        ...(scope && { scope }),
      }),
    zone: (timeZone: string) => answer(setTimeZone, { payer, user: maud, timeZone }),
    buy: (micros: bigint, changes: Partial<Asked> = {}) => answer(buyRule, asking(micros, changes)),
    /** How each limit stands: spent, held, left. */
    standing: async () => {
      const before = await state()
      const found = await ledger.preview((seen) => standingsOf(before, before.limits, seen, now))
      return found.map(({ spentMicros, heldMicros, leftMicros }) => [spentMicros, heldMicros, leftMicros])
    },
  }
}
export type World = Awaited<ReturnType<typeof aWorld>>

const asking = (micros: bigint, changes: Partial<Asked> = {}): Asked => ({
  member: maud,
  vendor: courier,
  held: false,
  lines: [{ itemKind: 'content', micros }],
  ...changes,
})
