import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import type { Refusal } from '../platform/http/submit.ts'
import { siteAdded, siteRemoved } from './events.ts'
import type { By } from './rules.ts'
import { changeable } from './rules.ts'
import { vendors } from './tables.ts'

/** `site` as `parseSite` gave it. */
export type ChangeSite = { readonly vendor: Id; readonly site: string; readonly by: By }
export type Sites = { readonly sites: readonly string[] }

const maxSites = 50

/** Registers a site (R28). One that is registered stays as it is. Refusals: not_found, invalid_request (url: too many). */
export const addSite: Decider<ChangeSite, Sites | Refusal> = {
  name: 'vendor.addSite',
  prefetch: ({ vendor }) => ({ rows: [[vendors, vendor]] }),
  decide({ vendor, site, by }, draft) {
    const found = changeable(draft, vendor, by)
    if ('refusal' in found) return refused(found.refusal)
    const { row } = found
    if (row.sites.includes(site)) return done({ sites: row.sites })
    if (row.sites.length >= maxSites)
      return refused({ code: 'invalid_request', param: 'url', detail: `A vendor has ${maxSites} sites at most.` })
    const sites = [...row.sites, site]
    draft.put(vendors, vendor, { ...row, sites })
    draft.record(siteAdded.of({ vendor, site }))
    return done({ sites })
  },
}

/** Takes a site away: from now on no URL under it is accepted. Refusals: not_found, also for a site that is not registered. */
export const removeSite: Decider<ChangeSite, Sites | Refusal> = {
  name: 'vendor.removeSite',
  prefetch: ({ vendor }) => ({ rows: [[vendors, vendor]] }),
  decide({ vendor, site, by }, draft) {
    const found = changeable(draft, vendor, by)
    if ('refusal' in found) return refused(found.refusal)
    const { row } = found
    if (!row.sites.includes(site)) return refused({ code: 'not_found' })
    const sites = row.sites.filter((each) => each !== site)
    draft.put(vendors, vendor, { ...row, sites })
    draft.record(siteRemoved.of({ vendor, site }))
    return done({ sites })
  },
}
