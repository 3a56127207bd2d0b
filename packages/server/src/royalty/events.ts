import type { Id } from '@farthing/ledger'
import { defineEvent, facts } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'

type Named = { rightsholder: Id; vendor: Id; mode: Mode }

export const rightsholderAdded = defineEvent('rightsholder.added', facts<Named>())
/** Named anew under the reference that it had. */
export const rightsholderRenamed = defineEvent('rightsholder.renamed', facts<Named>())
