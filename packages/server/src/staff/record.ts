// The record: one line for each look and each act of staff, written in the operation that it tells of.
import type { Decider, Draft, Id, Instant, RowOf } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { staffActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { doneOr, submitOnce } from '../platform/http/submit.ts'
import { staffLooked } from './events.ts'
import type { Permission } from './permissions.ts'
import { staffMay } from './permissions.ts'
import type { Subject } from './tables.ts'
import { staffRecord } from './tables.ts'

export type Line = Pick<RowOf<typeof staffRecord>, 'staff' | 'kind' | 'name' | 'reason'> & {
  readonly subject: Subject | null
  readonly payer: Id | null
  readonly facts?: RowOf<typeof staffRecord>['facts']
}

/** Writes a line of the record, beside whatever the operation does. @param key Of the line, minted for the operation. */
export function writeLine(draft: Draft, key: Id, at: Instant, { subject, facts = {}, ...line }: Line): void {
  draft.insert(staffRecord, key, {
    ...line,
    facts,
    subjectKind: subject?.kind ?? null,
    subject: subject?.id ?? null,
    at,
  })
}

type Looking = {
  readonly staff: Id
  readonly line: Id
  readonly name: string
  readonly subject: Subject | null
  readonly payer: Id | null
  readonly about: string | null
  readonly reason: string
  readonly facts: { readonly [name: string]: string | null }
}

/** One rule for each permission: a rule's input holds no functions. */
const lookRules = new WeakMap<Permission, Decider<Looking, null | Refusal>>()
function lookRule(permission: Permission): Decider<Looking, null | Refusal> {
  const known = lookRules.get(permission)
  if (known !== undefined) return known
  const made: Decider<Looking, null | Refusal> = {
    name: 'staff.look',
    decide({ staff, line, name, subject, payer, about, reason, facts }, draft, at) {
      if (!staffMay(draft, staff, permission)) return refused({ code: 'not_permitted' })
      writeLine(draft, line, at, { staff, kind: 'look', name, subject, payer, reason, facts: { ...facts, about } })
      const of = subject === null ? null : `${subject.kind} ${subject.id}`
      draft.record(staffLooked.of({ name, subject: of, payer, about }))
      return done(null)
    },
  }
  lookRules.set(permission, made)
  return made
}

export type Look = {
  /** Who looks, and by which permission: it is asked again when the look is written down. */
  readonly staff: Id
  readonly permission: Permission
  /** Such as `account` or `search`. */
  readonly name: string
  readonly subject?: Subject
  /** The payer’s account that it concerns: its members see the look. */
  readonly payer?: Id
  /** What was searched for: kept as a keyed hash. */
  readonly about?: string
  readonly reason: string
  /** Identifiers and counts, such as how many rows a file has. */
  readonly facts?: { readonly [name: string]: string | null }
}

/**
 * Records a look before it is answered: where it cannot be recorded, nothing is shown.
 *
 * @throws {Problem} not_permitted
 */
export async function recordLook(deps: Deps, { staff, permission, reason, ...look }: Look): Promise<void> {
  const input: Looking = {
    staff,
    line: deps.ids.mint(),
    name: look.name,
    subject: look.subject ?? null,
    payer: look.payer ?? null,
    about: look.about === undefined ? null : deps.secrets.index('staff.search', look.about).toString('hex'),
    reason,
    facts: look.facts ?? {},
  }
  const submission = { actor: staffActor(staff, reason) }
  doneOr(await submitOnce(deps, deps.ids.mint(), lookRule(permission), input, submission))
}
