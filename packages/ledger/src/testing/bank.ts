// A small bank: rules that tests are made of.
import {
  available,
  balanceOf as balanceOfAccount,
  defineEvent,
  defineMovement,
  defineTable,
  done,
  facts,
  fixed,
  holds,
  id,
  int8,
  jsonb,
  optional,
  refused,
  text,
} from '../index.ts'
import type { Account } from '../types.ts'
import type { Actor, Bounds, Decider, Decision, Draft, Id, Instant, Json, Keys, Ledger, NewAccount } from '../index.ts'

export const notes = defineTable('notes', {
  owner: fixed(id()),
  words: text(),
  count: int8(),
  detail: optional(jsonb<{ tags: string[] }>()),
})
export const tables = [notes]

/** Money moved, for a reason that no test asks about. */
export const moved = defineMovement('bank.moved', facts<null>())
export const noted = defineEvent('bank.noted', facts<{ words: string }>())
const teller: Actor = { kind: 'teller', name: 'Ada' }
/** What goes with a submission, where nothing is known beforehand. */
export const by: { actor: Actor } = { actor: teller }

let minted = 0
/** An identifier that no test has had. */
export const newId = (): Id => (++minted).toString(16).padStart(32, '0')

/** A clock that stands until a test moves it. */
export class StandingClock {
  at: Instant
  constructor(at: Instant = 1_000_000n) {
    this.at = at
  }
  now(): Instant {
    return this.at
  }
}

export const openAccounts: Decider<{ accounts: NewAccount[]; grants: { from: Id; to: Id; micros: bigint }[] }, null> = {
  name: 'bank.open',
  prefetch: ({ accounts, grants }) => ({
    accounts: [...new Set([...accounts.map((each) => each.id), ...grants.flatMap(({ from, to }) => [from, to])])],
  }),
  decide({ accounts, grants }, draft) {
    for (const account of accounts) draft.open(account)
    const moves = draft.record(moved.of(null))
    for (const { from, to, micros } of grants) moves.post(from, to, micros)
    return done(null)
  },
}

export type Paid = { left: string } | { code: 'unknown_account' | 'insufficient_funds' }
export const pay: Decider<{ from: Id; to: Id; micros: bigint }, Paid> = {
  name: 'bank.pay',
  prefetch: ({ from, to }) => ({ accounts: [from, to] }),
  decide({ from, to, micros }, draft) {
    const payer = draft.account(from)
    if (!payer || !draft.account(to)) return refused({ code: 'unknown_account' })
    if (payer.floor !== null && available(payer) < micros) return refused({ code: 'insufficient_funds' })
    draft.record(moved.of(null)).post(from, to, micros)
    return done({ left: `${available(payer) - micros}` })
  },
}

export type HoldAnswer = {
  code:
    | 'held'
    | 'captured'
    | 'released'
    | 'insufficient_funds'
    | 'unknown'
    | 'ended'
    | 'hold_expired'
    | 'too_much'
    | 'too_early'
}
type HoldInput = { hold: Id; from: Id; to: Id; micros: bigint; expiresAt: Instant; kind?: string }
export const hold: Decider<HoldInput, HoldAnswer> = {
  name: 'bank.hold',
  prefetch: ({ hold: key, from, to }) => ({ accounts: [from, to], rows: [[holds, key]] }),
  decide({ hold: key, from, to, micros, expiresAt, kind = 'bank' }, draft, at) {
    const payer = draft.account(from)
    if (!payer || !draft.account(to) || draft.hold(key)) return refused({ code: 'unknown' })
    if (expiresAt <= at) return refused({ code: 'hold_expired' })
    if (payer.floor !== null && available(payer) < micros) return refused({ code: 'insufficient_funds' })
    const wanted = { hold: key, holdKind: kind, debit: from, credit: to, micros, expiresAt }
    draft.record(moved.of(null)).pend(wanted)
    return done({ code: 'held' })
  },
}

export const captureHold: Decider<{ hold: Id; micros: bigint; final: boolean }, HoldAnswer> = {
  name: 'bank.capture',
  prefetch: ({ hold: key }) => ({ rows: [[holds, key]] }),
  decide({ hold: key, micros, final }, draft, at) {
    const held = draft.hold(key)
    if (!held) return refused({ code: 'unknown' })
    if (held.state !== 'open') return refused({ code: 'ended' })
    if (at >= held.expiresAt) return refused({ code: 'hold_expired' })
    if (held.captured + micros > held.micros) return refused({ code: 'too_much' })
    draft.record(moved.of(null)).capture(key, micros, final)
    return done({ code: 'captured' })
  },
}

export const releaseHold: Decider<{ hold: Id; how: 'void' | 'expire' }, HoldAnswer> = {
  name: 'bank.release',
  decide({ hold: key, how }, draft, at) {
    const held = draft.hold(key)
    if (!held) return refused({ code: 'unknown' })
    if (held.state !== 'open') return refused({ code: 'ended' })
    if (how === 'expire' && at < held.expiresAt) return refused({ code: 'too_early' })
    const moves = draft.record(moved.of(null))
    if (how === 'void') moves.void(key)
    else moves.expire(key)
    return done({ code: 'released' })
  },
}

/** Counts how often a note was written; `words` are what was said last. */
export const note: Decider<
  { key: Id; owner: Id; words: string; detail?: { tags: string[] } | null },
  { count: string; before: string | null }
> = {
  name: 'bank.note',
  prefetch: ({ key }) => ({ rows: [[notes, key]] }),
  decide({ key, owner, words, detail = null }, draft) {
    const old = draft.row(notes, key)
    const count = (old?.count ?? 0n) + 1n
    draft.put(notes, key, { owner: old?.owner ?? owner, words, count, detail })
    return done({ count: `${count}`, before: old?.words ?? null })
  },
}

export const moveBounds: Decider<Bounds, null> = {
  name: 'bank.bounds',
  decide(bounds, draft) {
    draft.bound(bounds)
    return done(null)
  },
}

/** Pays out of whichever bucket a payer's note names. */
export const payFromBucket: Decider<{ payer: Id; to: Id; micros: bigint }, Paid> = {
  name: 'bank.payFromBucket',
  prefetch: ({ payer, to }) => ({ accounts: [to], rows: [[notes, payer]] }),
  decide({ payer, to, micros }, draft) {
    const bucket = draft.row(notes, payer)?.words
    if (bucket === undefined) return refused({ code: 'unknown_account' })
    const account = draft.account(bucket)
    if (!account || available(account) < micros) return refused({ code: 'insufficient_funds' })
    draft.record(moved.of(null)).post(bucket, to, micros)
    return done({ left: `${available(account) - micros}` })
  },
}

/** A rule for one test. */
export const rule = <Answer extends Json>(
  name: string,
  decide: (draft: Draft, input: unknown, at: Instant) => Decision<Answer>,
  prefetch: Partial<Keys> = {},
): Decider<unknown, Answer> => ({
  name,
  prefetch: () => prefetch,
  decide: (input, draft, at) => decide(draft, input, at),
})

/** A rule for one test that does something and is done. */
export const act = (name: string, work: (draft: Draft) => void, prefetch: Partial<Keys> = {}): Decider<unknown, null> =>
  rule(
    name,
    (draft) => {
      work(draft)
      return done(null)
    },
    prefetch,
  )

/** An account's counters, which the ledger shows to nobody else. */
export const countersOf = (account: Pick<Account, 'id'> | undefined): Account | undefined =>
  account as Account | undefined

/** A world without a floor, and payers with so much each. */
export async function openBank(ledger: Ledger, ...payers: bigint[]): Promise<{ world: Id; payers: Id[] }> {
  const world = newId()
  const ids = payers.map(newId)
  const accounts = [{ id: world, asset: 'USD', floor: null }, ...ids.map((each) => ({ id: each, asset: 'USD' }))]
  const grants = ids.map((to, i) => ({ from: world, to, micros: payers[i] ?? 0n })).filter(({ micros }) => micros > 0n)
  await ledger.submit(openAccounts, newId(), { accounts, grants }, by)
  return { world, payers: ids }
}

export async function balanceOf(ledger: Ledger, account: Id): Promise<bigint> {
  const found = (await ledger.look({ accounts: [account], rows: [] }, { fresh: true })).account(account)
  if (!found) throw new Error(`no account ${account}`)
  return balanceOfAccount(found)
}
