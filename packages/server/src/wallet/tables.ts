import { defineTable, jsonb } from '@farthing/ledger'
import type { DayNumber } from '../platform/calendar.ts'

/** What a limit counted in one of the account's days: micro-units, decimal; `held` is the part not yet spent. */
export type CountedDay = { readonly day: DayNumber; readonly micros: string; readonly held: string }

/**
 * What a limit of the last days counts, by its identifier: a sum for each day that is in its budget, oldest first.
 * Days that have left the window stay until the limit counts the next purchase, which gives their sums back.
 */
export const limitDays = defineTable('limit_days', { days: jsonb<readonly CountedDay[]>() })
