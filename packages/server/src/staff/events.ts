// What happens to the provider's own people, and what they do, as the log says it.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

type OfPerson = { staff: Id; roles: string[] }
const ofPerson = { staff: 'the person', roles: 'their roles' }

export const staffInvited = event('staff.invited', facts<OfPerson>(), {
  says: 'somebody was invited to work for the provider',
  facts: ofPerson,
})
export const staffActivated = event('staff.activated', facts<OfPerson>(), {
  says: 'somebody took the invitation and works for the provider from now on',
  facts: ofPerson,
})
export const staffRolesSet = event('staff.roles_set', facts<OfPerson>(), {
  says: 'what a member of staff may do was changed',
  facts: ofPerson,
})
export const staffLimitsSet = event(
  'staff.limits_set',
  facts<{ staff: Id; act: string; currency: string; max: string | null }>(),
  {
    says: 'what a member of staff may give by an act in 24 hours without a second person was changed',
    facts: {
      staff: 'the person',
      act: 'the act',
      currency: 'of the amount',
      max: 'the amount in micro-units, `null`: as the rule of the act says',
    },
  },
)
export const staffEnded = event('staff.ended', facts<{ staff: Id }>(), {
  says: 'somebody works for the provider no more',
  facts: { staff: 'the person' },
})
export const roleSet = event('role.set', facts<{ role: string; permissions: string[] | null }>(), {
  says: 'what a role may do was changed',
  facts: { role: 'its name', permissions: 'names of permissions; `null`: as they were built' },
})

export const staffLooked = event(
  'staff.looked',
  facts<{ name: string; subject: string | null; payer: Id | null; about: string | null }>(),
  {
    says: 'a member of staff looked at what is personal; the actor is who, and why',
    facts: {
      name: 'at what',
      subject: 'kind and identifier of what was looked at',
      payer: 'the payer’s account that it concerns',
      // The log is for ever, and what is searched for may be an address.
      about: 'a keyed hash of what was searched for',
    },
  },
)
