import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'

type Opening = { entitlement: Id; admission: Id; vendor: Id }

/** A licence was opened once, for one playing or reading: a view was taken. */
export const entitlementOpened = defineEvent('entitlement.opened', facts<Opening>())

/** An opening for which nothing was sent was taken back: the view is there again. */
export const admissionVoided = defineEvent('admission.voided', facts<Opening>())

/** A browser that came from the Library was verified for the vendor. */
export const entitlementVerified = defineEvent('entitlement.verified', facts<{ entitlement: Id; vendor: Id }>())
