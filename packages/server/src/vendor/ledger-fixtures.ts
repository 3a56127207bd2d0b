import type { Decider, Id, Ledger, RowOf } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { anId, doneOn } from '../platform/ledger-fixtures.ts'
import { addSite } from './change-sites.ts'
import { openVendor } from './open.ts'
import { vendors } from './tables.ts'

/** A vendor account with its sites, of an owner whom nobody knows. The provider's fee is 5 %. */
export async function vendorOn(
  ledger: Ledger,
  options: {
    readonly name?: string
    readonly sites?: readonly string[]
    readonly feeBasisPoints?: bigint
    readonly feeFixedMicros?: bigint
  } = {},
): Promise<Id> {
  const { name = 'The Fenland Courier', sites = ['https://courier.example'] } = options
  const { feeBasisPoints = 500n, feeFixedMicros = 0n } = options
  const [vendor, owner] = [anId(), anId()]
  await doneOn(ledger, openVendor, { vendor, name, owner, feeBasisPoints, feeFixedMicros })
  for (const site of sites) await doneOn(ledger, addSite, { vendor, site, by: owner })
  return vendor
}

type Change = { readonly vendor: Id; readonly changes: Partial<RowOf<typeof vendors>> }
const change: Decider<Change, null> = {
  name: 'test.changeVendor',
  decide({ vendor, changes }, draft) {
    const row = draft.row(vendors, vendor)
    if (row === undefined) throw new Error(`vendor ${vendor} is not there`)
    draft.put(vendors, vendor, { ...row, ...changes })
    return done(null)
  },
}

/** Changes a vendor in a way that no operation can bring about yet, such as its fee. */
export const changeVendorOn = (ledger: Ledger, vendor: Id, changes: Change['changes']): Promise<null> =>
  doneOn(ledger, change, { vendor, changes })
