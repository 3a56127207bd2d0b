import type { Id } from '@farthing/ledger'
import { defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { RoleName } from './roles.ts'

/** What one person may do by one act in 24 hours without a second: micro-units by currency, by the act's name. */
export type PersonalLimits = Readonly<Record<string, Readonly<Record<string, string>>>>

export const staffMembers = defineTable('staff_members', {
  /** `invited`: has not taken the invitation yet. `ended`: works here no more, for good. */
  status: text<'invited' | 'active' | 'ended'>(),
  roles: jsonb<readonly RoleName[]>(),
  limits: jsonb<PersonalLimits>(),
  createdAt: fixed(int8()),
  endedAt: optional(int8()),
})

/** Keyed by `roleKey`. Without a row a role is as it was built, and nobody has it. */
export const staffRoles = defineTable('staff_roles', {
  /** Names of permissions; `null`: as they were built. */
  permissions: optional(jsonb<readonly string[]>()),
  /** Who has it and is active. */
  members: jsonb<readonly Id[]>(),
})

/** What is looked at or changed. */
export type SubjectKind = 'payer' | 'user' | 'vendor' | 'purchase' | 'staff' | 'role' | 'act' | 'work_item' | 'payment'
export type Subject = { readonly kind: SubjectKind; readonly id: Id }

/** One line for each look and each act. */
export const staffRecord = defineTable('staff_record', {
  staff: fixed(id()),
  /** `look`: read what is personal. `act`: did something. `prepared`: prepared an act for a second person. */
  kind: fixed(text<'look' | 'act' | 'prepared' | 'approved' | 'refused' | 'withdrawn'>()),
  /** Which look or act. */
  name: fixed(text()),
  subjectKind: fixed(optional(text<SubjectKind>())),
  subject: fixed(optional(id())),
  /** The payer's account that it concerns, who then sees it. */
  payer: fixed(optional(id())),
  reason: fixed(text()),
  /** Identifiers and amounts alone: what it was about, and what changed. */
  facts: fixed(jsonb<{ readonly [name: string]: string | null }>()),
  at: fixed(int8()),
})
