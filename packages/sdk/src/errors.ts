/**
 * Every code that the provider answers with, and those of the SDK itself at the end.
 * `unrecognized` is a code that is younger than this SDK; `problemType` then says which.
 */
export const errorCodes = [
  'invalid_request',
  'unauthorized',
  'signed_out',
  'not_found',
  'wrong_origin',
  'not_a_member',
  'idempotency_key_missing',
  'idempotency_key_reused',
  'order_reference_used',
  'conflict',
  'url_not_registered',
  'vendor_suspended',
  'item_unknown',
  'already_ended',
  'purchase_expired',
  'already_authorized',
  'window_closed',
  'email_unverified',
  'insufficient_funds',
  'limit_exceeded',
  'quote_changed',
  'payer_mismatch',
  'licence_held',
  'hold_expired',
  'amount_above_hold',
  'not_authorized',
  'amount_above_captured',
  'licence_ended',
  'token_invalid',
  'token_expired',
  'token_used',
  'voucher_unknown',
  'voucher_used',
  'voucher_expired',
  'mandate_invalid',
  'mandate_exceeded',
  'quota_exceeded',
  'overloaded',
  'internal',
  // Of the SDK itself:
  'unreachable',
  'offer_mismatch',
  'unrecognized',
] as const

export type ErrorCode = (typeof errorCodes)[number]

export type FarthingErrorFacts = {
  code: ErrorCode
  /** HTTP status, or 0 where no answer came. */
  status: number
  detail: string
  /** The field that is wrong, as the provider names it. */
  param?: string | undefined
  /** Quote it when you ask the provider for help. */
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
  problemType?: string | undefined
  /** The key that the call went out with: call again with it to learn what became of the first. */
  idempotencyKey?: string | undefined
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
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly problemType: string | undefined
  readonly idempotencyKey: string | undefined

  constructor(facts: FarthingErrorFacts) {
    super(`${facts.code}: ${facts.detail}`, facts.cause === undefined ? undefined : { cause: facts.cause })
    this.name = 'FarthingError'
    this.code = facts.code
    this.status = facts.status
    this.detail = facts.detail
    this.param = facts.param
    this.requestId = facts.requestId
    this.retryAfterSeconds = facts.retryAfterSeconds
    this.problemType = facts.problemType
    this.idempotencyKey = facts.idempotencyKey
  }

  /**
   * `refused`: the provider said no and nothing moved. `unknown`: it may have happened;
   * the same call with the same `idempotencyKey` tells, and cannot happen twice.
   */
  get outcome(): 'refused' | 'unknown' {
    const shed = this.status === 429 || this.status === 503
    return shed || (this.status >= 400 && this.status < 500) ? 'refused' : 'unknown'
  }
}

/** The provider gave no verdict: it cannot be reached, is overloaded, or failed. Ask again later. */
export function isAway(error: FarthingError): boolean {
  return error.outcome === 'unknown' || error.status === 429 || error.status === 503
}

const known: ReadonlySet<string> = new Set(errorCodes)

function isErrorCode(code: string): code is ErrorCode {
  return known.has(code)
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** `Retry-After` as seconds; its date form (RFC 9110 10.2.3) needs `now`, in milliseconds. */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const value = headers.get('retry-after')
  if (value === null) return undefined
  if (/^\d{1,9}$/.test(value.trim())) return Number(value)
  const at = Date.parse(value)
  return Number.isNaN(at) ? undefined : Math.max(0, Math.ceil((at - now) / 1000))
}

/** Reads a problem document, or makes the best of an answer that is none (a proxy's page). */
export function errorOf(response: Response, body: unknown, now: number, idempotencyKey?: string): FarthingError {
  const problem: Record<string, unknown> = typeof body === 'object' && body !== null ? { ...body } : {}
  const code = text(problem['code'])
  const fallback = response.status >= 500 ? 'internal' : 'unrecognized'
  return new FarthingError({
    code: code !== undefined && isErrorCode(code) ? code : code === undefined ? fallback : 'unrecognized',
    status: response.status,
    detail: text(problem['detail']) ?? text(problem['title']) ?? `HTTP ${response.status}`,
    param: text(problem['param']),
    requestId: text(problem['request_id']) ?? response.headers.get('x-request-id') ?? undefined,
    retryAfterSeconds: retryAfterSeconds(response.headers, now),
    problemType: text(problem['type']),
    idempotencyKey,
  })
}
