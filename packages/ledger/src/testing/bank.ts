// A small bank: rules that tests are made of.
import {
  available,
  capture,
  defineTable,
  done,
  expireHold,
  fixed,
  holds,
  id,
  int8,
  jsonb,
  more,
  optional,
  pend,
  post,
  put,
  refused,
  text,
  voidHold,
} from '../index.ts'
import type { Bounds, Decider, Decision, Id, Instant, Json, Keys, Ledger, NewAccount } from '../index.ts'

export const notes = defineTable('notes', {
  owner: fixed(id()),
  words: text(),
  count: int8(),
  detail: optional(jsonb<{ tags: string[] }>()),
})
export const tables = [notes]

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
  reads: ({ accounts, grants }) => ({
    accounts: [...new Set([...accounts.map((each) => each.id), ...grants.flatMap(({ from, to }) => [from, to])])],
    rows: [],
  }),
  decide: ({ accounts, grants }) =>
    done({ opens: accounts, legs: grants.map(({ from, to, micros }) => post(from, to, micros)), answer: null }),
}

export type Paid = { left: string } | { code: 'unknown_account' | 'insufficient_funds' }
export const pay: Decider<{ from: Id; to: Id; micros: bigint }, Paid> = {
  name: 'bank.pay',
  reads: ({ from, to }) => ({ accounts: [from, to], rows: [] }),
  decide({ from, to, micros }, seen) {
    const payer = seen.account(from)
    if (!payer || !seen.account(to)) return refused({ code: 'unknown_account' })
    if (payer.floor !== null && available(payer) < micros) return refused({ code: 'insufficient_funds' })
    return done({ legs: [post(from, to, micros)], answer: { left: `${available(payer) - micros}` } })
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
export const hold: Decider<{ hold: Id; from: Id; to: Id; micros: bigint; expiresAt: Instant }, HoldAnswer> = {
  name: 'bank.hold',
  reads: ({ hold: key, from, to }) => ({ accounts: [from, to], rows: [[holds, key]] }),
  decide({ hold: key, from, to, micros, expiresAt }, seen, at) {
    const payer = seen.account(from)
    if (!payer || !seen.account(to) || seen.hold(key)) return refused({ code: 'unknown' })
    if (expiresAt <= at) return refused({ code: 'hold_expired' })
    if (payer.floor !== null && available(payer) < micros) return refused({ code: 'insufficient_funds' })
    return done({ legs: [pend(key, from, to, micros, expiresAt)], answer: { code: 'held' } })
  },
}

export const captureHold: Decider<{ hold: Id; micros: bigint; final: boolean }, HoldAnswer> = {
  name: 'bank.capture',
  reads: ({ hold: key }) => ({ accounts: [], rows: [[holds, key]] }),
  decide({ hold: key, micros, final }, seen, at) {
    const held = seen.hold(key)
    if (!held) return refused({ code: 'unknown' })
    if (held.state !== 'open') return refused({ code: 'ended' })
    if (at >= held.expiresAt) return refused({ code: 'hold_expired' })
    if (held.captured + micros > held.micros) return refused({ code: 'too_much' })
    return done({ legs: [capture(key, micros, final)], answer: { code: 'captured' } })
  },
}

export const releaseHold: Decider<{ hold: Id; how: 'void' | 'expire' }, HoldAnswer> = {
  name: 'bank.release',
  reads: ({ hold: key }) => ({ accounts: [], rows: [[holds, key]] }),
  decide({ hold: key, how }, seen, at) {
    const held = seen.hold(key)
    if (!held) return refused({ code: 'unknown' })
    if (held.state !== 'open') return refused({ code: 'ended' })
    if (how === 'expire' && at < held.expiresAt) return refused({ code: 'too_early' })
    return done({ legs: [how === 'void' ? voidHold(key) : expireHold(key)], answer: { code: 'released' } })
  },
}

/** Counts how often a note was written; `words` are what was said last. */
export const note: Decider<
  { key: Id; owner: Id; words: string; detail?: { tags: string[] } | null },
  { count: string; before: string | null }
> = {
  name: 'bank.note',
  reads: ({ key }) => ({ accounts: [], rows: [[notes, key]] }),
  decide({ key, owner, words, detail = null }, seen) {
    const old = seen.row(notes, key)
    const count = (old?.count ?? 0n) + 1n
    const row = put(notes, key, { owner: old?.owner ?? owner, words, count, detail })
    return done({ rows: [row], answer: { count: `${count}`, before: old?.words ?? null } })
  },
}

export const moveBounds: Decider<Bounds, null> = {
  name: 'bank.bounds',
  reads: ({ account }) => ({ accounts: [account], rows: [] }),
  decide: (bounds) => done({ bounds: [bounds], answer: null }),
}

/** Pays out of whichever bucket a payer's note names, asking for it where the hints missed it. */
export const payFromBucket: Decider<{ payer: Id; to: Id; micros: bigint }, Paid> = {
  name: 'bank.payFromBucket',
  reads: ({ payer, to }, hints) => ({ accounts: [to, ...hints.accounts], rows: [[notes, payer]] }),
  decide({ payer, to, micros }, seen) {
    const bucket = seen.row(notes, payer)?.words
    if (bucket === undefined) return refused({ code: 'unknown_account' })
    if (!seen.knowsAccount(bucket)) return more({ accounts: [bucket] })
    const account = seen.account(bucket)
    if (!account || available(account) < micros) return refused({ code: 'insufficient_funds' })
    return done({ legs: [post(bucket, to, micros)], answer: { left: `${available(account) - micros}` } })
  },
}

/** A rule for one test. */
export const rule = <Answer extends Json>(
  name: string,
  reads: Partial<Keys>,
  decide: Decider<unknown, Answer>['decide'] | Decision<Answer>,
): Decider<unknown, Answer> => ({
  name,
  reads: () => ({ accounts: reads.accounts ?? [], rows: reads.rows ?? [] }),
  decide: typeof decide === 'function' ? decide : () => decide,
})

/** A world without a floor, and payers with so much each. */
export async function openBank(ledger: Ledger, ...payers: bigint[]): Promise<{ world: Id; payers: Id[] }> {
  const world = newId()
  const ids = payers.map(newId)
  const accounts = [{ id: world, asset: 'USD', floor: null }, ...ids.map((each) => ({ id: each, asset: 'USD' }))]
  const grants = ids.map((to, i) => ({ from: world, to, micros: payers[i] ?? 0n })).filter(({ micros }) => micros > 0n)
  await ledger.submit(openAccounts, newId(), { accounts, grants })
  return { world, payers: ids }
}

export async function balanceOf(ledger: Ledger, account: Id): Promise<bigint> {
  const found = (await ledger.look({ accounts: [account], rows: [] }, { fresh: true })).account(account)
  if (!found) throw new Error(`no account ${account}`)
  return found.creditsPosted - found.debitsPosted
}
