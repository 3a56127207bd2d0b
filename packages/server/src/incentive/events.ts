import type { Id } from '@farthing/ledger'
import { defineEvent, defineMovement, facts } from '@farthing/ledger'
import type { Asset } from '../chart/index.ts'

type Given = { grant: Id; title: string; payer: Id; /** Decimal. */ micros: string; asset: Asset }

/** Tokens were given to a payer. */
export const incentiveGranted = defineMovement('incentive.granted', facts<Given>())

/** What a payer had not spent of a grant in time went back to who bore its cost. */
export const incentiveExpired = defineMovement('incentive.expired', facts<Given>())

/** Nothing is left of a grant, nor held of it. */
export const incentiveEnded = defineEvent('incentive.ended', facts<{ grant: Id; payer: Id }>())
