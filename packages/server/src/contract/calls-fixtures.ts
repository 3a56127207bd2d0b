// A good call of every operation in the OpenAPI document, and the calls that each refuses for reasons of its own.
// Whoever adds an operation adds it to the `calls-fixtures.ts` of its room. The refusals that every operation of its kind
// shares (no key, another's, another origin, a wrong body, too many) are asked for by the tests themselves.
import { existsSync } from 'node:fs'
import type { ProblemCode } from '../platform/http/problems.ts'
import { rooms } from '../rooms.ts'
import type { World } from './world-fixtures.ts'

export type CallInput = {
  /** Who asks, where it is not who usually does: see `asUsual`. */
  readonly headers?: Readonly<Record<string, string>>
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: Readonly<Record<string, unknown>>
}
export type MakeInput = (world: World) => CallInput | Promise<CallInput>

export type Call = {
  /** A call that is done; made anew for each use. */
  readonly good: MakeInput
  /** By code: a call that is refused with it. */
  readonly refused?: Partial<Readonly<Record<ProblemCode, MakeInput>>>
  /** Tables that a call may change although it is refused or only reads; everything else must be as it was. */
  readonly keeps?: readonly string[]
  /** Its idempotency keys are its own, and not met by those of other operations. */
  readonly ownKeys?: true
}
export type Calls = Readonly<Record<string, Call>>

/** What keeps that something was asked for and decided. */
export const logTables = ['ledger_head', 'ledger_operations', 'http_keys']
/** What keeps who of the staff looked. */
export const lookTables = [...logTables, 'staff_record']
export const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` })
export const usd = (amount: string) => ({ amount, currency: 'USD' })
/** Well formed, but nothing has this identifier. */
export const nothing = (prefix: string) => `${prefix}_01k9vq3m2r8tqd4s0c5w7x9y2z`

/** The calls of every room of the root's list, each from its own folder. */
export async function callsOfRooms(): Promise<Calls> {
  const found: Record<string, Call> = {}
  for (const { name } of rooms) {
    const file = new URL(`../${name}/calls-fixtures.ts`, import.meta.url)
    if (existsSync(file)) Object.assign(found, ((await import(file.href)) as { readonly default: Calls }).default)
  }
  return found
}
