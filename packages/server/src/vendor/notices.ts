// What a vendor's team is told by mail.
import type { Id, Instant } from '@farthing/ledger'
import type { Mode } from '../chart/index.ts'
import type { Notice, Telling } from '../event/index.ts'
import { fullMomentInWords } from '../platform/html/index.ts'
import { toPublic } from '../platform/ids.ts'
import { apiKeys, vendors } from './tables.ts'

const nameOf = (vendor: Id, { looks }: Telling): string => looks.row(vendors, vendor)?.name ?? ''
const consoleOf = (vendor: Id): string => `/console/${toPublic('ven', vendor)}`

/** Of test keys and endpoints nobody is told: nothing of value is behind them. */
const toTeam = ({ vendor, mode }: { readonly vendor: Id; readonly mode: Mode }): { readonly vendor: Id } | null =>
  mode === 'test' ? null : { vendor }

type Key = { readonly key: Id; readonly vendor: Id; readonly mode: Mode }

export const aboutKey = (what: 'keyMade' | 'keyRevoked'): Notice<Key> => ({
  class: 'security',
  to: toTeam,
  says(of, telling, { t, timeZone }) {
    const vendor = nameOf(of.vendor, telling)
    const last4 = telling.looks.row(apiKeys, of.key)?.last4 ?? ''
    const moment = fullMomentInWords(t, telling.happened.at, timeZone)
    return {
      subject: t(`notices.${what}.subject`, { vendor }),
      body: [t(`notices.${what}.body`, { vendor, last4, moment }), t('notices.security.ifNotTeam')],
      action: { words: t(`notices.${what}.action`), path: `${consoleOf(of.vendor)}/keys` },
    }
  },
})

export const aboutSite: Notice<{ readonly vendor: Id; readonly site: string }> = {
  class: 'security',
  to: ({ vendor }) => ({ vendor }),
  says(of, telling, { t, timeZone }) {
    const vendor = nameOf(of.vendor, telling)
    const moment = fullMomentInWords(t, telling.happened.at, timeZone)
    return {
      subject: t('notices.siteAdded.subject', { vendor }),
      body: [t('notices.siteAdded.body', { vendor, site: of.site, moment }), t('notices.security.ifNotTeam')],
      action: { words: t('notices.siteAdded.action'), path: `${consoleOf(of.vendor)}/sites` },
    }
  },
}

type Endpoint = { readonly vendor: Id; readonly mode: Mode; readonly url: string }

export const aboutEndpoint = (what: 'endpointAdded' | 'endpointRemoved'): Notice<Endpoint> => ({
  class: 'security',
  to: toTeam,
  says(of, telling, { t, timeZone }) {
    const vendor = nameOf(of.vendor, telling)
    const moment = fullMomentInWords(t, telling.happened.at, timeZone)
    return {
      subject: t(`notices.${what}.subject`, { vendor }),
      body: [t(`notices.${what}.body`, { vendor, url: of.url, moment }), t('notices.security.ifNotTeam')],
      action: { words: t(`notices.${what}.action`), path: consoleOf(of.vendor) },
    }
  },
})

/** What the provider's people did to the vendor. @param at When it begins, where that is not when it happened. */
export const aboutVendor = <Of extends { readonly vendor: Id }>(
  what: 'vendorSuspended' | 'vendorReleased' | 'vendorFeeSet',
  at?: (of: Of) => Instant,
): Notice<Of> => ({
  class: 'service',
  to: ({ vendor }) => ({ vendor }),
  says(of, telling, { t, timeZone }) {
    const vendor = nameOf(of.vendor, telling)
    const moment = fullMomentInWords(t, at?.(of) ?? telling.happened.at, timeZone)
    return {
      subject: t(`notices.${what}.subject`, { vendor }),
      body: [t(`notices.${what}.body`, { vendor, moment })],
      action: { words: t('notices.byStaff.console'), path: consoleOf(of.vendor) },
    }
  },
})
