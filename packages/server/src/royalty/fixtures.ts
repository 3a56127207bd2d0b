import type { Id, Ledger } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import { addRightsholder } from './add-rightsholder.ts'

/** An owner of rights of a vendor's. */
export async function rightsholderOn(
  ledger: Ledger,
  vendor: Id,
  { mode = 'live', role = 'author' }: { readonly mode?: Mode; readonly role?: string } = {},
): Promise<Id> {
  const rightsholder = anId()
  await doneOn(ledger, addRightsholder, { vendor, mode, rightsholder, name: `The ${role}`, reference: null, role })
  return rightsholder
}
