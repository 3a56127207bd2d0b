import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'

/** An account's days, weeks and months follow another zone. */
export const timeZoneSet = defineEvent('time_zone.set', facts<{ payer: Id; timeZone: string }>())

/** A spending limit was set, changed or, where `max` is `null`, taken away. Micro-units in decimal. */
export const limitSet = defineEvent('limit.set', facts<{ payer: Id; limit: Id; max: string | null }>())
