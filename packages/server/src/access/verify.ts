import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { itemVersions } from '../catalog/index.ts'
import type { Mode } from '../chart/index.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { underSite, vendors } from '../vendor/index.ts'
import type { EntitlementAnswer } from './entitlement.ts'
import { entitlementAnswer } from './entitlement.ts'
import { entitlementVerified } from './events.ts'
import type { LoginClaims } from './login-token.ts'
import { checkToken, tokenKey, useToken } from './login-token.ts'
import { isLive } from './rules.ts'
import { entitlements, loginTokens } from './tables.ts'

export type VerifyAccess = { readonly vendor: Id; readonly mode: Mode; readonly claims: LoginClaims }

/**
 * Verifies the token of a browser that comes from the payer's Library (R25): made for this vendor, fresh, used once,
 * for a licence that is live. No view is counted: the vendor opens the licence when it delivers.
 *
 * Refusals: token_invalid, token_expired, token_used, licence_ended, url_not_registered (the vendor gave up the site
 * since).
 */
export const verifyAccess: Decider<VerifyAccess, EntitlementAnswer | Refusal> = {
  name: 'access.verify',
  prefetch: ({ vendor, claims }) => ({
    rows: [tokenKey(claims), [entitlements, claims.subject.id], [vendors, vendor]],
  }),
  decide({ vendor, mode, claims }, draft, at) {
    const { id } = claims.subject
    const refusal = checkToken(claims, { vendor, subject: { kind: 'entitlement', id } }, at)
    if (refusal !== undefined) return refused(refusal)
    const row = draft.row(entitlements, id)
    if (row === undefined || row.vendor !== vendor || row.mode !== mode || row.payer !== claims.payer) {
      return refused({ code: 'token_invalid', param: 'token' })
    }
    if (draft.row(loginTokens, claims.tokenId) !== undefined) return refused({ code: 'token_used', param: 'token' })
    const version = draft.row(itemVersions, row.version)
    if (version === undefined) throw new Error(`there is no item version ${row.version}`)
    if (!isLive(row, version.terms, at)) return refused({ code: 'licence_ended' })
    const sites = draft.row(vendors, vendor)?.sites ?? []
    if (version.contentUrl !== null && underSite(version.contentUrl, sites) === undefined) {
      return refused({ code: 'url_not_registered' })
    }
    useToken(draft, claims, at)
    draft.record(entitlementVerified.of({ entitlement: id, vendor }))
    return done(entitlementAnswer(id, row))
  },
}
