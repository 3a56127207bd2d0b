import type { ProblemCode } from './api.ts'

// Typed by the document: a code that is added or removed there is a compile error here until it is handled.
const problemCodes: Record<ProblemCode, true> = {
  invalid_request: true,
  malformed_body: true,
  malformed_url: true,
  unsupported_media_type: true,
  body_too_large: true,
  request_timeout: true,
  unauthorized: true,
  signed_out: true,
  password_wrong: true,
  fresh_login_needed: true,
  factor_wrong: true,
  factor_needed: true,
  sign_in_failed: true,
  not_found: true,
  wrong_origin: true,
  item_claimed: true,
  item_not_claimed: true,
  item_ended: true,
  not_a_member: true,
  account_blocked: true,
  account_not_blocked: true,
  idempotency_key_missing: true,
  idempotency_key_reused: true,
  order_reference_used: true,
  conflict: true,
  url_not_registered: true,
  vendor_suspended: true,
  vendor_not_suspended: true,
  item_unknown: true,
  rightsholder_unknown: true,
  already_ended: true,
  purchase_expired: true,
  already_authorized: true,
  not_authorized: true,
  window_closed: true,
  email_unverified: true,
  insufficient_funds: true,
  limit_exceeded: true,
  limit_not_lowered: true,
  quote_changed: true,
  payer_mismatch: true,
  licence_held: true,
  hold_expired: true,
  amount_above_hold: true,
  amount_above_captured: true,
  void_window_closed: true,
  licence_ended: true,
  terms_ended: true,
  token_invalid: true,
  token_expired: true,
  token_used: true,
  browser_mismatch: true,
  voucher_unknown: true,
  voucher_used: true,
  voucher_expired: true,
  payment_recorded: true,
  payment_reversed: true,
  mandate_invalid: true,
  mandate_exceeded: true,
  quota_exceeded: true,
  overloaded: true,
  outcome_unknown: true,
  internal: true,
  // Of the provider's own people: a vendor never meets them.
  not_permitted: true,
  staff_begun: true,
  last_administrator: true,
  staff_ended: true,
  act_changed: true,
  act_ended: true,
  own_act: true,
  no_receipt: true,
  receipt_resent: true,
  account_exists: true,
  wallet_open: true,
  letter_ended: true,
  caller_locked: true,
  caller_unverified: true,
  no_question: true,
  question_ended: true,
}

/**
 * What a call can fail with: the provider's stable codes, and some of the SDK's own. `unreachable`: no answer came.
 * `redirected`: the provider does not answer at `apiUrl`. `aborted`: your own signal ended the call. `offer_mismatch`:
 * the provider's item has another price or SKU than the paywall's offer. `form_unreadable`: the paywall cannot read the
 * pay form as it came. `unrecognized`: a code that this version of the SDK does not know; `problemType` says which.
 */
export type ErrorCode =
  ProblemCode | 'unreachable' | 'redirected' | 'aborted' | 'offer_mismatch' | 'form_unreadable' | 'unrecognized'

/** A purchase as a refusal names it. */
export type NamedPurchase = { id: string; status: string; approval_url: string }

export type FarthingErrorFacts = {
  code: ErrorCode
  /** HTTP status, or 0 where no answer came, or where the SDK itself refuses. */
  status: number
  detail: string
  /** The field that is wrong, as the provider names it. */
  param?: string | undefined
  /**
   * With `order_reference_used`: the purchase that has the reference. If it is still open, the payer can go on at its
   * `approval_url`.
   */
  purchase?: NamedPurchase | undefined
  /** Quote it when you ask the provider for help. */
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
  problemType?: string | undefined
  /** The key that the call went out with: call again with it to learn what became of the first. */
  idempotencyKey?: string | undefined
  /** How often the call was sent. */
  attempts?: number | undefined
  /** How long all tries took, with the waits between them. */
  elapsedMilliseconds?: number | undefined
  /** Whether an earlier try of the same call may have got through. */
  doubtful?: boolean | undefined
  cause?: unknown
}

/**
 * What a call throws when the provider refuses it or cannot be reached. Switch on `code`.
 * A problem document (RFC 9457) gives `code`, `detail`, `param` and `requestId`.
 */
export class FarthingError extends Error {
  readonly code: ErrorCode
  readonly status: number
  readonly detail: string
  readonly param: string | undefined
  readonly purchase: NamedPurchase | undefined
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly problemType: string | undefined
  readonly idempotencyKey: string | undefined
  readonly attempts: number | undefined
  readonly elapsedMilliseconds: number | undefined
  /**
   * `refused`: the provider or the paywall said no, and this call moved no money. `unknown`: it may have happened. Send
   * the same call with the same `idempotencyKey` to find out: it cannot happen twice.
   */
  readonly outcome: 'refused' | 'unknown'

  constructor(facts: FarthingErrorFacts) {
    super(
      `${facts.code}: ${facts.detail}${triesOf(facts)}`,
      facts.cause === undefined ? undefined : { cause: facts.cause },
    )
    this.name = 'FarthingError'
    this.code = facts.code
    this.status = facts.status
    this.detail = facts.detail
    this.param = facts.param
    this.purchase = facts.purchase
    this.requestId = facts.requestId
    this.retryAfterSeconds = facts.retryAfterSeconds
    this.problemType = facts.problemType
    this.idempotencyKey = facts.idempotencyKey
    this.attempts = facts.attempts
    this.elapsedMilliseconds = facts.elapsedMilliseconds
    this.outcome = outcomeOf(facts)
  }
}

// These codes are decided before the provider looks the key up: they say nothing about an earlier try.
const saidUnread: readonly ErrorCode[] = ['unauthorized', 'conflict', 'overloaded']

function outcomeOf({ code, status, attempts, doubtful = false }: FarthingErrorFacts): 'refused' | 'unknown' {
  if (code === 'offer_mismatch' || code === 'form_unreadable' || attempts === 0) return 'refused'
  if (status === 429 || saidUnread.includes(code)) return doubtful ? 'unknown' : 'refused'
  return status >= 400 && status < 500 ? 'refused' : 'unknown'
}

function triesOf({ attempts = 1, elapsedMilliseconds = 0 }: FarthingErrorFacts): string {
  return attempts < 2 ? '' : ` (${attempts} tries in ${(elapsedMilliseconds / 1000).toFixed(1)} s)`
}

/** The provider gave no decision: it cannot be reached, is overloaded, or failed. Ask again later. */
export function isAway(error: FarthingError): boolean {
  return error.outcome === 'unknown' || error.status === 429 || error.status === 503
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemCodes, code)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function namedPurchase(value: unknown): NamedPurchase | undefined {
  const named: Record<string, unknown> = typeof value === 'object' && value !== null ? { ...value } : {}
  const [id, status, approvalUrl] = [text(named['id']), text(named['status']), text(named['approval_url'])]
  if (id === undefined || status === undefined || approvalUrl === undefined) return undefined
  return { id, status, approval_url: approvalUrl }
}

/** `Retry-After` as seconds; its date form (RFC 9110 10.2.3) needs `now`, in milliseconds. */
function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

// A provider says what is wrong. An answer that refuses with a bare status number mostly comes from another server.
function wordless({ status, headers }: Response): string {
  if (status >= 500) return `HTTP ${status}`
  const kind = headers.get('content-type') ?? 'no content type'
  return `the answer was HTTP ${status} with ${kind}, and no word of a provider: see that apiUrl is its address`
}

/** Reads a problem document. Where the answer is none, such as a proxy's page, it uses what there is. */
export function errorOf(
  response: Response,
  body: unknown,
  now: number,
  told: Partial<FarthingErrorFacts>,
): FarthingError {
  const problem: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  const code = text(problem['code'])
  const fallback = response.status >= 500 ? 'internal' : 'unrecognized'
  return new FarthingError({
    code: code !== undefined && isProblemCode(code) ? code : code === undefined ? fallback : 'unrecognized',
    status: response.status,
    detail: text(problem['detail']) ?? text(problem['title']) ?? wordless(response),
    param: text(problem['param']),
    purchase: namedPurchase(problem['purchase']),
    requestId: text(problem['request_id']) ?? response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: retryAfterSeconds(response.headers, now),
    problemType: text(problem['type']),
    ...told,
  })
}
