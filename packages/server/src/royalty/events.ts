// What happens to owners of rights, as the log says it.
import type { Id } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { event, facts } from '../event/index.ts'

type Named = { rightsholder: Id; vendor: Id; mode: Mode }

const meanings = { rightsholder: 'who', vendor: 'whose items they have rights in', mode: '`live` or `test`' }

export const rightsholderAdded = event('rightsholder.added', facts<Named>(), {
  says: 'a vendor named an owner of rights',
  facts: meanings,
})

export const rightsholderRenamed = event('rightsholder.renamed', facts<Named>(), {
  says: 'an owner of rights got another name under the same reference',
  facts: meanings,
})
