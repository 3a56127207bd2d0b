import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'

/** An account's days, weeks and months follow another zone. */
export const timeZoneSet = defineEvent('time_zone.set', facts<{ payer: Id; timeZone: string }>())
