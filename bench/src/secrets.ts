import { toPublic } from '@farthing/server'
import { idOf } from './identifiers.ts'

const letters = 'B'.repeat(32)

/** The API key of vendor `i`. */
export const secretOfKey = (i: number): string => `sk_live_${toPublic('key', idOf('key', i)).slice(4)}_${letters}`
/** The mandate of payer `i`. */
export const secretOfMandate = (i: number): string =>
  `mandate_live_${toPublic('man', idOf('mandate', i)).slice(4)}_${letters}`
