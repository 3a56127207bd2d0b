// What staff do. A room names an act in its manifest; the desk offers it over HTTP, with its plan shown before.
import type { Decision, Draft, Id, Instant, Json } from '@farthing/ledger'
import type { Static, TSchema } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import type { ProblemCode } from '../platform/room-claims.ts'
import type { Refusal } from '../platform/http/submit.ts'
import type { Currency, Micros } from '../platform/money.ts'
import type { Permission, Subject } from '../staff/index.ts'
import { permission } from '../staff/index.ts'
import type { PlanLine, Second } from './tables.ts'

/** What an act will do, in numbers. Where it is another at the approval than it was, the act lapses. */
export type Plan = {
  readonly kind: 'plan'
  readonly lines: readonly PlanLine[]
  /** What is given, where amounts decide whether a second person is needed. */
  readonly amount?: { readonly micros: Micros; readonly currency: Currency }
  /** The payer's account that it concerns: its members see who acted, when and why. */
  readonly payer?: Id
}
/** Made by `cannot`: the act cannot be done as things stand. */
export type NoPlan = { readonly kind: 'refused'; readonly refusal: Refusal }

export const cannot = (refusal: Refusal): NoPlan => ({ kind: 'refused', refusal })

/** By whom an act is done. */
export type By = {
  /** Who asked for it, and who approved it, where it needed somebody. */
  readonly staff: Id
  readonly approvedBy: Id | null
  readonly reason: string
  /** The act's own identifier: unique, and the same when the rule is run again. */
  readonly act: Id
}

/** What `parse` may use. */
export type Parsing = {
  readonly staff: Id
  /** An identifier for what the act makes: the same each time that this attempt is made. */
  readonly id: (what: string) => Id
  /** Keeps a text that the log must not hold, sealed. @returns Its identifier, the same for the same text: see `keptActText`. */
  readonly keep: (text: string) => Promise<Id>
}

type Shape<Body extends TSchema, Input extends Json, Answer extends Json> = {
  /** Such as `account.block`: its path is `/api/desk/acts/account.block`. */
  readonly name: string
  /** In words, for the API's document: `Block an account`. */
  readonly says: string
  readonly permission: Permission
  /** What a second person needs beside `approveActs`. */
  readonly approve?: Permission
  /** Whether it asks for a fresh login: whatever moves money, or changes who may what. */
  readonly fresh: boolean
  /** When it needs a second person, unless the operator changed it. */
  readonly second: Second
  /**
   * Acts that give to a payer under one name are added up for that payer: whoever slices what they give over two acts gains
   * nothing. Left out: the act alone.
   */
  readonly givesAs?: string
  /** Whether the operator may change that: not of the acts that change who may what. Default true. */
  readonly canChangeSecond?: boolean
  /** The body's `input`: closed, snake_case, public identifiers, amounts as the API writes them. */
  readonly body: Body
  /** Why it may refuse, beside not_permitted. */
  readonly refusals: readonly ProblemCode[]
  /** @throws {Problem} invalid_request (param: `input.…`), not_found */
  parse(deps: Deps, body: Static<Body>, parsing: Parsing): Input | Promise<Input>
  subject(input: Input): Subject | null
  /** Looks alone: it changes nothing. */
  plan(input: Input, draft: Draft, at: Instant): Plan | NoPlan
  /** The change itself: records its events on the same draft. */
  decide(input: Input, draft: Draft, at: Instant, by: By): Decision<Answer | Refusal>
  /**
   * What is outside the ledger, such as ending sessions or sending a mail. It is made again until it came to its end, so
   * once more must do no harm.
   */
  after?(deps: Deps, input: Input, answer: Answer, by: By): Promise<void>
  /** The answer over HTTP, where the act has more to say than that it was done. */
  readonly answers?: TSchema
  show?(deps: Deps, answer: Answer, input: Input): Json | Promise<Json>
}

/** An act as the desk knows it. Its own types are between its functions: `defineAct` has joined them. */
export type Act = Shape<TSchema, Json, Json>

/** Names something that staff do. */
export const defineAct = <const Body extends TSchema, Input extends Json, Answer extends Json>(
  act: Shape<Body, Input, Answer>,
): Shape<Body, Input, Answer> & { readonly name: string } => act

/** All acts of all rooms, in their order. `defineAct` has made them: the manifests hold no others. */
export const actsOf = ({ acts }: Pick<Deps, 'acts'>): Act[] => [...acts.values()] as unknown as Act[]

/** @throws Error Where no room has the act any more: what waits must be told and ended. */
export function actNamed(deps: Pick<Deps, 'acts'>, name: string): Act {
  const found = deps.acts.get(name)
  if (found === undefined) throw new Error(`no room has the act ${name}`)
  return found as unknown as Act
}

export const approveActs = permission('acts.approve', {
  says: 'Approve what others prepared',
  roles: ['finance', 'risk', 'administrator'],
})
export const readActs = permission('acts.read', {
  says: 'See what was done and what waits for a second person',
  roles: ['support', 'finance', 'risk', 'administrator'],
  reads: true,
})
