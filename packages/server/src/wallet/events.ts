// What happens to a wallet's settings, as the log says it.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

export const timeZoneSet = event('time_zone.set', facts<{ payer: Id; timeZone: string }>(), {
  says: 'an account’s days, weeks and months follow another zone',
  facts: { payer: 'the account', timeZone: 'the zone’s name' },
})

export const limitSet = event('limit.set', facts<{ payer: Id; limit: Id; max: string | null }>(), {
  says: 'a spending limit was set, changed or taken away',
  facts: { payer: 'the account', limit: 'the limit', max: 'its maximum, in micro-units; `null`: it was taken away' },
})
