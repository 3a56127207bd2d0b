import type { Static } from 'typebox'
import { Type } from 'typebox'

/** What an item is, as the API writes it. Content comes with a licence. */
export const ItemKindSchema = Type.Union([Type.Literal('content'), Type.Literal('goods'), Type.Literal('service')])
export type ItemKind = Static<typeof ItemKindSchema>
