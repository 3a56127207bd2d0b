// Every stable code that the API answers with, its status and its sentence (RFC 9457).
import type { Json } from '@farthing/ledger'

type Kind = { readonly status: number; readonly title: string }

export const problems = {
  invalid_request: { status: 422, title: 'The request is not valid' },
  malformed_body: { status: 400, title: 'The body is not what it says it is' },
  malformed_url: { status: 400, title: 'The address is not valid UTF-8' },
  unsupported_media_type: { status: 415, title: 'The body is of a type that is not read here' },
  body_too_large: { status: 413, title: 'The body is too large' },
  request_timeout: { status: 408, title: 'The request took too long to arrive' },
  unauthorized: { status: 401, title: 'The key is missing, unknown or revoked' },
  signed_out: { status: 401, title: 'Nobody is signed in' },
  password_wrong: { status: 403, title: 'This is not the password' },
  sign_in_failed: { status: 401, title: 'E-mail and password do not match' },
  not_found: { status: 404, title: 'There is nothing here' },
  wrong_origin: { status: 403, title: 'The request came from another site' },
  not_a_member: { status: 403, title: 'This user does not belong to the account' },
  idempotency_key_missing: { status: 400, title: 'An Idempotency-Key header is needed' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used with another body' },
  order_reference_used: { status: 409, title: 'The order reference names a purchase that is open or was paid' },
  conflict: { status: 409, title: 'The attempt was made before with other contents' },
  url_not_registered: { status: 422, title: 'The URL is not under a registered site' },
  vendor_suspended: { status: 403, title: 'The vendor is suspended' },
  item_unknown: { status: 422, title: 'There is no such item' },
  rightsholder_unknown: { status: 422, title: 'There is no such rightsholder' },
  already_ended: { status: 409, title: 'The purchase has ended' },
  purchase_expired: { status: 409, title: 'The purchase expired before it was approved' },
  already_authorized: { status: 409, title: 'The purchase is authorized already' },
  not_authorized: { status: 409, title: 'The purchase is not authorized' },
  window_closed: { status: 401, title: 'The purchase window has closed' },
  email_unverified: { status: 403, title: 'The e-mail address is not verified' },
  insufficient_funds: { status: 402, title: 'The wallet holds too little' },
  limit_exceeded: { status: 402, title: 'A spending limit would be passed' },
  quote_changed: { status: 409, title: 'What was shown has changed' },
  payer_mismatch: { status: 403, title: 'The purchase is meant for another payer' },
  licence_held: { status: 409, title: 'The payer holds this licence already' },
  hold_expired: { status: 409, title: 'The hold has expired' },
  amount_above_hold: { status: 422, title: 'The amount is above what is held' },
  amount_above_captured: { status: 422, title: 'The amount is above what is left to refund' },
  void_window_closed: { status: 409, title: 'The time to void the admission is over' },
  licence_ended: { status: 409, title: 'The licence has ended' },
  terms_ended: { status: 409, title: 'The terms on offer have ended: nobody could open it any more' },
  token_invalid: { status: 422, title: 'The token is not valid here' },
  token_expired: { status: 422, title: 'The token has expired' },
  token_used: { status: 409, title: 'The token was used before' },
  browser_mismatch: { status: 403, title: 'Another browser began the purchase' },
  voucher_unknown: { status: 404, title: 'There is no such voucher' },
  voucher_used: { status: 409, title: 'The voucher was redeemed before' },
  voucher_expired: { status: 409, title: 'The voucher has expired' },
  mandate_invalid: { status: 401, title: 'The mandate is unknown, expired or revoked' },
  mandate_exceeded: { status: 402, title: 'The mandate does not reach this far' },
  quota_exceeded: { status: 429, title: 'Too many requests' },
  overloaded: { status: 503, title: 'Too busy just now; nothing was done' },
  outcome_unknown: { status: 503, title: 'The outcome is not known yet; ask again with the same key' },
  internal: { status: 500, title: 'Something broke on our side' },
} as const satisfies Record<string, Kind>

export type ProblemCode = keyof typeof problems
export const problemCodes = Object.keys(problems) as ProblemCode[]

/**
 * Ends a request with a problem. Thrown at the edge only: rules and deciders return refusals.
 *
 * @param options.param The field that is wrong, as the caller wrote it: `price.amount`.
 * @param options.detail What happened, what did not, what to do; safe to show.
 * @param options.facts Members beside those of RFC 9457, that whoever reads the answer may learn.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly param: string | undefined
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly facts: Readonly<Record<string, Json>>

  constructor(
    code: ProblemCode,
    options: {
      param?: string
      detail?: string
      retryAfterSeconds?: number
      facts?: Readonly<Record<string, Json>>
      cause?: unknown
    } = {},
  ) {
    super(options.detail ?? problems[code].title, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.param = options.param
    this.detail = options.detail
    this.retryAfterSeconds = options.retryAfterSeconds
    this.facts = options.facts ?? {}
  }
}
