import type { Decider, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import type { EntitlementAnswer, LoginClaims } from '../access/index.ts'
import {
  checkReturn,
  Entitlement,
  entitlementAnswer,
  entitlementId,
  entitlements,
  loginTokens,
  openLoginToken,
  pseudonym,
  renderEntitlement,
  rowOfAnswer,
  tokenKey,
  useToken,
} from '../access/index.ts'
import type { Mode } from '../chart/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { App } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { answers, idempotencyHeaders, Nullable, PublicId, withKey } from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { problemOf, submitKeyed } from '../platform/http/submit.ts'
import { scopeOf, underSite, vendorCaller, vendors } from '../vendor/index.ts'
import type { PurchaseAnswer } from './answer.ts'
import { answerOf } from './answer.ts'
import { findPurchase } from './find.ts'
import { lineOf } from './lines.ts'
import { renderPurchase } from './render.ts'
import { Purchase, VerifyBody } from './schemas.ts'
import { purchases } from './tables.ts'

export type VerifyReturn = {
  readonly purchase: Id
  readonly vendor: Id
  readonly mode: Mode
  readonly claims: LoginClaims
  readonly returnUrl: string
  readonly nonce: string | null
}
export type VerifiedReturn = PurchaseAnswer & { readonly licence: EntitlementAnswer | null }

/**
 * Verifies a browser that comes back from approval: one answer over the registered URL, the purchase and the login
 * together (R28). It uses the token up.
 *
 * Refusals: not_found, token_invalid, token_expired, token_used, browser_mismatch, url_not_registered (return_url: its
 * site is no longer registered).
 */
const verifyReturn: Decider<VerifyReturn, VerifiedReturn | Refusal> = {
  name: 'purchase.verifyReturn',
  prefetch: ({ purchase, vendor, claims }) => ({
    rows: [[purchases, purchase], [vendors, vendor], tokenKey(claims)],
  }),
  decide({ purchase, vendor, mode, claims, returnUrl, nonce }, draft, at) {
    const order = draft.row(purchases, purchase)
    if (order === undefined || order.vendor !== vendor || order.mode !== mode) return refused({ code: 'not_found' })
    const { nonceHash, payer } = order
    const facts = { id: purchase, vendor: order.vendor, returnUrl: order.facts.returnUrl, nonceHash, payer }
    const refusal = checkReturn({ claims, purchase: facts, vendor, returnUrl, nonce, at })
    if (refusal !== undefined) return refused(refusal)
    if (underSite(order.facts.returnUrl, draft.row(vendors, vendor)?.sites ?? []) === undefined) {
      return refused({ code: 'url_not_registered', param: 'return_url' })
    }
    if (draft.row(loginTokens, claims.tokenId) !== undefined) return refused({ code: 'token_used', param: 'token' })
    const licenceId = entitlementId(claims.payer, lineOf(order).item)
    const licence = draft.row(entitlements, licenceId)
    useToken(draft, claims, at)
    return done({
      ...answerOf(purchase, order),
      licence: licence === undefined ? null : entitlementAnswer(licenceId, licence),
    })
  },
}

const Verified = Type.Object(
  { purchase: Purchase, payer: PublicId('psn'), entitlement: Nullable(Entitlement) },
  { title: 'VerifiedReturn' },
)

export function verifyRoute(app: App, deps: Deps): void {
  app.post(
    '/v1/purchases/:purchase/verify',
    {
      schema: {
        operationId: 'verifyReturn',
        summary: 'Verify a browser that comes back from approval',
        tags: ['vendor'],
        security: withKey,
        params: Type.Object({ purchase: PublicId('txn') }),
        headers: idempotencyHeaders,
        body: VerifyBody,
        response: answers({ 200: Verified }, [
          'token_invalid',
          'token_expired',
          'token_used',
          'browser_mismatch',
          'url_not_registered',
        ]),
      },
    },
    async (request) => {
      const caller = await vendorCaller(deps, request)
      const { id, row } = await findPurchase(deps, caller, request.params.purchase)
      const { token, return_url: returnUrl, browser_nonce: nonce = null } = request.body
      const claims = await openLoginToken(deps, token)
      if (claims === undefined) throw new Problem('token_invalid', { param: 'token' })
      const input = { purchase: id, vendor: caller.vendor, mode: caller.mode, claims, returnUrl, nonce }
      const bought = [entitlements, entitlementId(claims.payer, lineOf(row).item)] as const
      const result = await submitKeyed(deps, request, scopeOf(caller), verifyReturn, input, {
        accounts: [],
        rows: [bought],
      })
      if (result.kind === 'refused') throw problemOf(result.refusal, 'vendor')
      const { licence, ...answer } = result.answer
      return {
        purchase: await renderPurchase(deps, answer),
        payer: pseudonym(deps, caller.vendor, claims.payer),
        entitlement:
          licence === null ? null : await renderEntitlement(deps, licence.entitlement, rowOfAnswer(licence), result.at),
      }
    },
  )
}
