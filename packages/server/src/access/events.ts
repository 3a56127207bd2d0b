// What happens to licences, as the log says it.
import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

type Opening = { entitlement: Id; admission: Id; vendor: Id }

export const entitlementOpened = event('entitlement.opened', facts<Opening>(), {
  says: 'a licence was opened once, for one playing or reading: a view was taken',
  facts: { entitlement: 'the licence', admission: 'the opening', vendor: 'where' },
})

export const admissionVoided = event('admission.voided', facts<Opening>(), {
  says: 'an opening for which nothing was sent was taken back: the view is there again',
  facts: { entitlement: 'the licence', admission: 'the opening', vendor: 'where' },
})

export const entitlementVerified = event('entitlement.verified', facts<{ entitlement: Id; vendor: Id }>(), {
  says: 'a browser that came from the Library was verified for the vendor',
  facts: { entitlement: 'the licence', vendor: 'who asked' },
})
