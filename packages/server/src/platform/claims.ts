import type { Claims } from './room-claims.ts'

/** What any service has: its refusals, and jobs. */
export const claims = {
  prefixes: { job: 'a job' },
  problems: {
    invalid_request: { status: 422, title: 'The request is not valid' },
    malformed_body: { status: 400, title: 'The body is not what it says it is' },
    malformed_url: { status: 400, title: 'The address is not valid UTF-8' },
    unsupported_media_type: { status: 415, title: 'The body is of a type that is not read here' },
    body_too_large: { status: 413, title: 'The body is too large' },
    request_timeout: { status: 408, title: 'The request took too long to arrive' },
    unauthorized: { status: 401, title: 'The key is missing, unknown or revoked' },
    signed_out: { status: 401, title: 'Nobody is signed in' },
    not_found: { status: 404, title: 'There is nothing here' },
    wrong_origin: { status: 403, title: 'The request came from another site' },
    idempotency_key_missing: { status: 400, title: 'An Idempotency-Key header is needed' },
    idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used with another body' },
    conflict: { status: 409, title: 'The attempt was made before with other contents' },
    quota_exceeded: { status: 429, title: 'Too many requests' },
    overloaded: { status: 503, title: 'Too busy just now; nothing was done' },
    outcome_unknown: { status: 503, title: 'The outcome is not known yet; ask again with the same key' },
    internal: { status: 500, title: 'Something broke on our side' },
  },
} as const satisfies Claims

declare module './room-claims.ts' {
  interface RoomClaims {
    platform: typeof claims
  }
}
