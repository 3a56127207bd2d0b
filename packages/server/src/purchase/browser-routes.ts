// The payer's browser: it carries the purchase's identifier alone (R29), and a GET never spends (T9).
import type { Id } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { issueReturnToken } from '../access/index.ts'
import { redeemVoucher } from '../funding/index.ts'
import type { SignedIn } from '../identity/index.ts'
import { forgetText, keepText, keptText, maybeSignedIn } from '../identity/index.ts'
import { userActor } from '../platform/actor.ts'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { asProblem } from '../platform/http/errors.ts'
import { networkOf } from '../platform/http/network.ts'
import type { ProblemCode } from '../platform/http/problems.ts'
import { Problem } from '../platform/http/problems.ts'
import { Attempt, Opaque, PastedCode, PublicId } from '../platform/http/schemas.ts'
import type { Result } from '../platform/http/submit.ts'
import { submitAttempt, submitOnce } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { withQuery } from '../platform/urls.ts'
import { underSite, vendors } from '../vendor/index.ts'
import type { PurchaseRow } from './tables.ts'
import type { Feedback } from './approval-view.ts'
import { approvalView } from './approval-view.ts'
import type { PurchaseAnswer } from './answer.ts'
import { approvalPrefetch } from './approval.ts'
import { authorizePurchase } from './authorize.ts'
import type { VoucherRefusal } from './pages/index.ts'
import { approvalHeaders, approvalPage } from './pages/index.ts'
import { purchases } from './tables.ts'

const schema = { hide: true } as const
const Params = Type.Object({ purchase: Opaque(64) })
const ApproveForm = Type.Object({ attempt: Attempt, quote: Opaque(64) }, { additionalProperties: false })
const RedeemForm = Type.Object(
  {
    attempt: Attempt,
    code: PastedCode(200, '25 digits'),
    // Whose page the form was on: what was typed there goes into nobody else's wallet.
    payer: Type.Optional(PublicId('usr')),
  },
  { additionalProperties: false },
)

export const browserRoutes: Routes = (app, deps) => {
  app.get('/c/:purchase', { schema: { ...schema, params: Params } }, async (request, reply) => {
    const id = purchaseId(request.params.purchase)
    const who = await maybeSignedIn(deps, request)
    const code = who && keptText(deps, request, { user: who.user, form: voucherForm(id) })
    return show(deps, reply, id, who, code === undefined ? {} : { voucher: { code, refusal: null } })
  })
  app.post(
    '/c/:purchase/approve',
    { schema: { ...schema, params: Params, body: ApproveForm } },
    async (request, reply) => {
      const { id, who } = await readPost(deps, request, request.params.purchase)
      if (who === undefined) return show(deps, reply, id, who, {}, 401)
      const { attempt, quote } = request.body
      return approveAttempt(deps, reply, id, who, attempt, quote)
    },
  )
  app.post(
    '/c/:purchase/redeem',
    { schema: { ...schema, params: Params, body: RedeemForm } },
    async (request, reply) => {
      const { id, who } = await readPost(deps, request, request.params.purchase)
      const { payer, code } = request.body
      const typedBy = payer === undefined ? who?.user : fromPublic('usr', payer)
      if (who === undefined || typedBy !== who.user) {
        if (typedBy !== undefined) keepText(deps, reply, { user: typedBy, form: voucherForm(id) }, code)
        return show(deps, reply, id, who, {}, who === undefined ? 401 : 409)
      }
      await orderOf(deps, id) // Before a voucher is used up for a page that is not there.
      return redeem(deps, reply, id, who, request.body)
    },
  )
  app.post('/c/:purchase/cancel', { schema: { ...schema, params: Params } }, async (request, reply) => {
    const id = purchaseId(request.params.purchase)
    const order = await orderOf(deps, id)
    // The purchase stays open until it expires: a payer who gives up may come back.
    const cancelUrl = await registered(deps, order, order.facts.cancelUrl)
    if (cancelUrl === undefined) return show(deps, reply, id, await maybeSignedIn(deps, request), {}, 409)
    return reply.redirect(withQuery(cancelUrl, { farthing_purchase: toPublic('txn', id) }), 303)
  })
  for (const verb of ['return', 'open'] as const) {
    app.post(`/c/:purchase/${verb}`, { schema: { ...schema, params: Params } }, async (request, reply) => {
      const { id, who } = await readPost(deps, request, request.params.purchase)
      if (who === undefined) return show(deps, reply, id, who, {}, 401)
      // Opening what the payer has already ends the purchase, free of charge; the way back is then the same.
      if (verb === 'open') await endAsHeld(deps, id, who)
      return goBack(deps, reply, id, who)
    })
  }
}

/** The purchase that a path names; anything else is not there. */
function purchaseId(text: string): Id {
  const id = fromPublic('txn', text)
  if (id === undefined) throw new Problem('not_found')
  return id
}

/** @throws {Problem} not_found */
async function orderOf(deps: Deps, id: Id): Promise<PurchaseRow> {
  const order = (await deps.ledger.look({ accounts: [], rows: [[purchases, id]] })).row(purchases, id)
  if (order === undefined) throw new Problem('not_found')
  return order
}

async function readPost(
  deps: Deps,
  request: FastifyRequest,
  text: string,
): Promise<{ id: Id; who: SignedIn | undefined }> {
  return { id: purchaseId(text), who: await maybeSignedIn(deps, request) }
}

async function show(
  deps: Deps,
  reply: FastifyReply,
  id: Id,
  who: SignedIn | undefined,
  feedback: Feedback = {},
  status = 200,
) {
  const view = await approvalView(deps, id, who, sayFor(reply.request), feedback)
  if (view === undefined) throw new Problem('not_found')
  return reply.code(status).headers(approvalHeaders(view)).send(approvalPage(view))
}

async function approveAttempt(deps: Deps, reply: FastifyReply, id: Id, who: SignedIn, attempt: string, quote: string) {
  const order = await orderOf(deps, id)
  const { account: payer, user, windowEndsAt } = who
  const input = { purchase: id, payer, user, windowEndsAt, quote }
  let result: Result<PurchaseAnswer>
  try {
    const submission = { actor: userActor(user), prefetch: await approvalPrefetch(deps, order, payer) }
    result = await submitAttempt(deps, payer, attempt, authorizePurchase, input, submission)
  } catch (error) {
    return showFault(deps, reply, id, who, attempt, error)
  }
  // What fails from here on does not undo the attempt, so the page must not say that the attempt failed.
  if (result.kind === 'done') return goBack(deps, reply, id, who)
  const { code } = result.refusal
  const feedback: Feedback = code === 'quote_changed' ? { notice: { kind: 'quote_changed' } } : {}
  return show(deps, reply, id, who, feedback, deps.problems[code].status)
}

/** The page with what is known of an attempt. Where the page cannot be drawn either, the problem says it. */
async function showFault(deps: Deps, reply: FastifyReply, id: Id, who: SignedIn, attempt: string, fault: unknown) {
  const { code } = asProblem(fault, deps)
  if (code !== 'overloaded' && code !== 'outcome_unknown') throw fault
  const feedback: Feedback = { notice: { kind: code }, ...(code === 'outcome_unknown' && { attempt }) }
  try {
    return await show(deps, reply, id, who, feedback, 503)
  } catch {
    throw fault
  }
}

/**
 * A URL of the purchase, if it lies under a site that the vendor has now: no browser and no token is sent anywhere
 * else.
 */
async function registered(deps: Deps, order: PurchaseRow, url: string): Promise<string | undefined> {
  const seen = await deps.ledger.look({ accounts: [], rows: [[vendors, order.vendor]] })
  return underSite(url, seen.row(vendors, order.vendor)?.sites ?? [])
}

/** Sends the browser back to the vendor with the identifier and a token that only the provider reads (R27). */
async function goBack(deps: Deps, reply: FastifyReply, id: Id, who: SignedIn) {
  const order = await orderOf(deps, id)
  if (order.payer !== who.account) return show(deps, reply, id, who, {}, 409)
  const returnUrl = await registered(deps, order, order.facts.returnUrl)
  if (returnUrl === undefined) return show(deps, reply, id, who, {}, 409)
  const token = await issueReturnToken(deps, { vendor: order.vendor, purchase: id, payer: who.account, returnUrl })
  const location = withQuery(returnUrl, { farthing_purchase: toPublic('txn', id), farthing_token: token })
  return reply.redirect(location, 303)
}

async function endAsHeld(deps: Deps, id: Id, who: SignedIn): Promise<void> {
  const { account: payer, user, windowEndsAt } = who
  const input = { purchase: id, payer, user, windowEndsAt, quote: '' }
  // The quote of an empty purchase buys nothing: this can only find the licence. Each press is decided anew, because
  // the answer to an earlier one may be that there was no licence yet.
  await submitOnce(deps, deps.ids.mint(), authorizePurchase, input, { actor: userActor(user) })
}

/** What is typed there is carried through a sign-in: see `keepText`. */
const voucherForm = (purchase: Id): string => `voucher ${purchase}`

const voucherRefusals: readonly ProblemCode[] = [
  'voucher_unknown',
  'voucher_used',
  'voucher_expired',
  'quota_exceeded',
  'overloaded',
]
const isVoucherRefusal = (code: ProblemCode): code is VoucherRefusal => voucherRefusals.includes(code)

async function redeem(deps: Deps, reply: FastifyReply, id: Id, who: SignedIn, form: { attempt: string; code: string }) {
  const refused = (refusal: VoucherRefusal) => {
    // The page asks for the password then, and for the voucher again after it.
    if (deps.clock.now() >= who.windowEndsAt)
      keepText(deps, reply, { user: who.user, form: voucherForm(id) }, form.code)
    return show(deps, reply, id, who, { voucher: { code: form.code, refusal } }, deps.problems[refusal].status)
  }
  let result: Awaited<ReturnType<typeof redeemVoucher>>
  try {
    result = await redeemVoucher(deps, who, form.attempt, form.code, networkOf(reply.request.ip))
  } catch (error) {
    const { code } = asProblem(error, deps)
    if (!isVoucherRefusal(code)) throw error
    return refused(code)
  }
  if (result.kind === 'done') {
    forgetText(reply)
    return show(deps, reply, id, who, { notice: { kind: 'funds_added', micros: BigInt(result.answer.micros) } })
  }
  const { code } = result.refusal
  if (code === 'account_blocked') return show(deps, reply, id, who, {}, deps.problems[code].status)
  if (!isVoucherRefusal(code)) throw new Problem(code)
  return refused(code)
}
