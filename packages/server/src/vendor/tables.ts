import type { Id } from '@farthing/ledger'
import { bytea, defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

export type TeamMember = { readonly user: Id; readonly role: 'owner' | 'member' }

/** Why the provider suspended a vendor. */
export const suspensionReasons = [
  'asked_for',
  'terms_breached',
  'complaints',
  'suspected_fraud',
  'legal',
  'unreachable',
] as const
export type SuspensionReason = (typeof suspensionReasons)[number]

/** Instants in micro-seconds, decimal. `releasedAt`: the vendor sells again since then. */
export type Suspension = {
  readonly why: SuspensionReason
  readonly since: string
  readonly releasedAt: string | null
}

/** A fee from an instant on (micro-seconds, decimal); its fixed part in micro-units, decimal. */
export type FeeVersion = { readonly from: string; readonly basisPoints: number; readonly fixedMicros: string }

export const vendors = defineTable('vendors', {
  name: text(),
  status: text<'open' | 'suspended'>(),
  /** Origins with an optional path, normalized: every return, cancel and content URL lies under one (R28). */
  sites: jsonb<readonly string[]>(),
  team: jsonb<readonly TeamMember[]>(),
  /** The latest suspension, over or not. */
  suspension: optional(jsonb<Suspension>()),
  /** The fee before the first of `fees`. */
  feeBasisPoints: int8(),
  feeFixedMicros: int8(),
  /** What was set since, and is set beforehand, oldest first: see `feeAt`. */
  fees: optional(jsonb<readonly FeeVersion[]>()),
  createdAt: fixed(int8()),
})

/** Secret keys of the vendor API; only a hash is kept. */
export const apiKeys = defineTable('api_keys', {
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  label: fixed(text()),
  secretHash: fixed(bytea()),
  last4: fixed(text()),
  createdAt: fixed(int8()),
  createdBy: fixed(optional(id())),
  revokedAt: optional(int8()),
})

/** Where a vendor's server wants to be told; the secret is sealed. */
export const webhookEndpoints = defineTable('webhook_endpoints', {
  vendor: fixed(id()),
  mode: fixed(text<Mode>()),
  url: fixed(text()),
  /** Event types; `null`: all. */
  events: fixed(optional(jsonb<readonly string[]>())),
  secretSealed: bytea(),
  createdAt: fixed(int8()),
  removedAt: optional(int8()),
})
