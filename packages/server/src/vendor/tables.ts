import type { Id } from '@farthing/ledger'
import { bytea, defineTable, fixed, id, int8, jsonb, optional, text } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

export type TeamMember = { readonly user: Id; readonly role: 'owner' | 'member' }

export const vendors = defineTable('vendors', {
  name: text(),
  status: text<'open' | 'suspended'>(),
  /** Origins with an optional path, normalized: every return, cancel and content URL lies under one (R28). */
  sites: jsonb<readonly string[]>(),
  team: jsonb<readonly TeamMember[]>(),
  feeBasisPoints: int8(),
  feeFixedMicros: int8(),
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
