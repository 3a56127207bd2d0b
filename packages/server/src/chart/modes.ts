import type { Static } from 'typebox'
import { Type } from 'typebox'

/** Real money, or play money that no account of real money ever meets: as the API writes it. */
export const ModeSchema = Type.Union([Type.Literal('live'), Type.Literal('test')])
export type Mode = Static<typeof ModeSchema>
