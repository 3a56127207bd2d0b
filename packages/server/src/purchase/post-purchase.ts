// POST /v1/purchases: from what the vendor's server sent to the operation that opens the purchase.
import type { Id, Json } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import type { Static } from 'typebox'
import { accountOf } from '../access/index.ts'
import type { Offer } from '../catalog/index.ts'
import { findItem, findOrPublish, parseItemFacts } from '../catalog/index.ts'
import { isSecretOf, mandates, parseMandateSecret } from '../mandate/index.ts'
import { apiKeyActor, mandateActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyHeader, problemOf, submitKeyed } from '../platform/http/submit.ts'
import { fromPublic } from '../platform/ids.ts'
import type { VendorCaller } from '../vendor/index.ts'
import { scopeOf } from '../vendor/index.ts'
import { buyByMandate } from './buy.ts'
import { approvalPrefetch } from './approval.ts'
import type { PurchaseBody } from './render.ts'
import { approvalUrl, renderPurchase } from './render.ts'
import type { RequestPurchase } from './request.ts'
import { requested, requestPurchase } from './request.ts'
import type { RequestBody } from './schemas.ts'
import type { Facts } from './tables.ts'

type Body = Static<typeof RequestBody>

/** Opens a purchase, or buys at once where the body carries a mandate's secret. */
export async function postPurchase(
  deps: Deps,
  caller: VendorCaller,
  request: FastifyRequest,
  body: Body,
): Promise<PurchaseBody> {
  keyHeader(request) // Before an item is published for a request that is none.
  const input = await readRequest(deps, caller, body)
  const scope = scopeOf(caller)
  const result =
    body.mandate === undefined
      ? await submitKeyed(deps, request, scope, requestPurchase, input)
      : await buy(deps, caller, request, input, body.mandate)
  if (result.kind === 'refused') throw problemOf(withApprovalUrl(deps, result.refusal), 'vendor')
  return renderPurchase(deps, result.answer)
}

/**
 * The purchase that has the order reference already, with its approval URL: a request whose answer was lost can go on
 * there.
 */
function withApprovalUrl(deps: Deps, refusal: Refusal): Refusal {
  if (refusal.code !== 'order_reference_used') return refusal
  const { purchase, ...rest } = refusal
  if (!isNamed(purchase)) return rest // Decided before the refusal named it so.
  return { ...rest, purchase: { ...purchase, approval_url: approvalUrl(deps, purchase.id) } }
}

const isNamed = (purchase: Json | undefined): purchase is { readonly id: string } =>
  typeof purchase === 'object' && purchase !== null && 'id' in purchase && typeof purchase.id === 'string'

async function buy(deps: Deps, caller: VendorCaller, request: FastifyRequest, input: RequestPurchase, secret: string) {
  const named = await readMandate(deps, caller, secret)
  if (named === undefined) throw new Problem('mandate_invalid', { param: 'mandate' })
  const { mandate, secretHash, payer, isProven } = named
  const found = await approvalPrefetch(deps, requested(input, deps.clock.now(), null), payer)
  const scope = scopeOf(caller)
  // Whoever has the public part of a secret alone acts in nobody's name but the key's.
  const actor = isProven ? mandateActor(mandate) : scope.actor
  return submitKeyed(deps, request, { ...scope, actor }, buyByMandate, { ...input, mandate, secretHash }, found)
}

async function readRequest(deps: Deps, caller: VendorCaller, body: Body): Promise<RequestPurchase> {
  const offer = await readItem(deps, caller, body.item)
  return {
    purchase: deps.ids.mint(),
    vendor: caller.vendor,
    mode: caller.mode,
    item: offer.item,
    version: offer.version,
    priceMicros: offer.row.priceMicros,
    currency: offer.row.currency,
    terms: offer.row.kind === 'content' ? offer.row.terms : null,
    contentUrl: offer.row.contentUrl,
    orderReference: body.order_reference,
    facts: factsOf(body),
    capture: body.capture ?? 'automatic',
    nonceHash: body.browser_nonce_hash ?? null,
    meantFor: body.payer === undefined ? null : payerOf(deps, caller.vendor, body.payer),
    holdSeconds: body.hold_seconds ?? 604_800,
    expiresInSeconds: body.expires_in_seconds ?? 900,
  }
}

/** The item on sale that an identifier names, or the version that says exactly what the facts say. */
async function readItem(deps: Deps, caller: VendorCaller, item: Body['item']): Promise<Offer> {
  if (typeof item === 'string') {
    const id = fromPublic('itm', item)
    const offer = id === undefined ? undefined : await findItem(deps, caller.vendor, caller.mode, id)
    if (offer === undefined) throw new Problem('item_unknown', { param: 'item' })
    return offer
  }
  const facts = parseItemFacts(item)
  if (facts.kind === 'refused') throw problemOf(inItem(facts.refusal))
  const found = await findOrPublish(deps, caller.vendor, caller.mode, facts.content, apiKeyActor(caller.key))
  if (found.kind === 'refused') throw problemOf(inItem(found.refusal))
  return found
}

/** A refusal of inline facts, its field as the caller wrote it. */
const inItem = (refusal: Refusal): Refusal => ({
  ...refusal,
  param: refusal.param === undefined ? 'item' : `item.${refusal.param}`,
})

const factsOf = (body: Body): Facts => ({
  returnUrl: body.return_url,
  cancelUrl: body.cancel_url,
  ...(body.vendor_login === undefined ? {} : { vendorLogin: body.vendor_login }),
  ...(body.tracking === undefined ? {} : { tracking: body.tracking }),
  ...(body.form_parameters === undefined ? {} : { formParameters: body.form_parameters }),
})

function payerOf(deps: Deps, vendor: Id, pseudonym: string): Id {
  const account = accountOf(deps, vendor, pseudonym)
  if (account === undefined)
    throw new Problem('invalid_request', { param: 'payer', detail: 'No payer of yours has this pseudonym.' })
  return account
}

/** What a mandate's secret names; whether it is the right one is decided with all else. */
async function readMandate(
  deps: Deps,
  caller: VendorCaller,
  text: string,
): Promise<{ mandate: Id; secretHash: string; payer: Id; isProven: boolean } | undefined> {
  const secret = parseMandateSecret(text)
  if (secret === undefined || secret.mode !== caller.mode) throw new Problem('mandate_invalid', { param: 'mandate' })
  const mandate = (await deps.ledger.look({ accounts: [], rows: [[mandates, secret.id]] })).row(mandates, secret.id)
  if (mandate === undefined) return undefined
  const isProven = isSecretOf(mandate, secret.hash)
  return { mandate: secret.id, secretHash: secret.hash, payer: mandate.payer, isProven }
}
