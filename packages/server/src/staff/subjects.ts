import { toPublic } from '../platform/ids.ts'
import type { Prefix } from '../platform/room-claims.ts'
import type { Subject, SubjectKind } from './tables.ts'

const prefixes: Readonly<Partial<Record<SubjectKind, Prefix>>> = {
  payer: 'acc',
  user: 'usr',
  vendor: 'ven',
  purchase: 'txn',
  staff: 'stf',
  work_item: 'wit',
  payment: 'pay',
}

/** A subject as the API writes it; what has no public identifier has `null`: the plan of the act names it. */
export function publicSubject({ kind, id }: Subject): { kind: SubjectKind; id: string | null } {
  const prefix = prefixes[kind]
  return { kind, id: prefix === undefined ? null : toPublic(prefix, id) }
}
