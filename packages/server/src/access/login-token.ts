// The login identification that a browser carries to a vendor: encrypted, short-lived, used once (R27, R28).
import { createCipheriv, hash } from 'node:crypto'
import type { Draft, Id, Instant, RowKey } from '@farthing/ledger'
import { compactDecrypt, decodeProtectedHeader } from 'jose'
import { seconds } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { sameBytes } from '../platform/secrets.ts'
import { sameUrl } from '../platform/urls.ts'
import { accountOf, pseudonym } from './pseudonym.ts'
import { loginTokens } from './tables.ts'
import { tokenKeys, toleranceMicros } from './token-keys.ts'

/** How long a token can be used. */
const tokenSeconds = 300

/** What a token says. Times in micro-seconds, decimal: claims may stand in a decider's input. */
export type LoginClaims = {
  readonly vendor: Id
  /** What it stands for: a purchase on its way back, or a licence opened from the Library. */
  readonly subject: { readonly kind: 'purchase' | 'entitlement'; readonly id: Id }
  readonly payer: Id
  /** SHA-256 of the URL that the browser is sent to, hex. */
  readonly urlHash: string
  readonly tokenId: Id
  readonly issuedAt: string
  readonly expiresAt: string
}

export type TokenRequest = Pick<LoginClaims, 'vendor' | 'subject' | 'payer'> & {
  /** Where the browser is sent, before the token is added to it. */
  readonly url: string
}

/**
 * Makes the token that the browser takes to the vendor: a JWE (RFC 7516, `dir`, A256GCM) which only the provider can
 * read. Every purchase makes one, so it is written here in one synchronous step, which takes a tenth of WebCrypto's
 * time (docs/decisions/0010-tokens-and-records.md); jose opens it.
 */
export async function issueLoginToken(deps: Deps, request: TokenRequest): Promise<string> {
  const now = deps.clock.now()
  const { kid, key } = await tokenKeys(deps).current(now)
  const claims = {
    vnd: toPublic('ven', request.vendor),
    [request.subject.kind]: request.subject.id,
    sub: pseudonym(deps, request.vendor, request.payer),
    url: urlHash(request.url),
    jti: deps.ids.mint(),
    iat: Number(now / 1_000_000n),
    exp: Number(now / 1_000_000n) + tokenSeconds,
  }
  const header = Buffer.from(JSON.stringify({ alg: 'dir', enc: 'A256GCM', kid })).toString('base64url')
  const nonce = deps.random.bytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(header))
  const text = cipher.update(JSON.stringify(claims), 'utf8', 'base64url') + cipher.final('base64url')
  // No encrypted key stands between header and nonce: the hour's key encrypts directly.
  return `${header}..${nonce.toString('base64url')}.${text}.${cipher.getAuthTag().toString('base64url')}`
}

/** The token with which a browser goes back from a purchase. */
export const issueReturnToken = (
  deps: Deps,
  of: { readonly vendor: Id; readonly purchase: Id; readonly payer: Id; readonly returnUrl: string },
): Promise<string> => {
  const { vendor, purchase, payer, returnUrl } = of
  return issueLoginToken(deps, { vendor, payer, subject: { kind: 'purchase', id: purchase }, url: returnUrl })
}

/**
 * Opens a token. Whether it is valid *here and now* is for `checkToken` to decide, under the lock.
 *
 * @returns `undefined` where it was not made by this provider, or under a key that is gone.
 */
export async function openLoginToken(deps: Deps, token: string): Promise<LoginClaims | undefined> {
  try {
    const { kid, alg, enc } = decodeProtectedHeader(token)
    if (typeof kid !== 'string' || alg !== 'dir' || enc !== 'A256GCM') return undefined
    const key = await tokenKeys(deps).live(kid, deps.clock.now())
    if (key === undefined) return undefined
    const { plaintext } = await compactDecrypt(token, key, {
      keyManagementAlgorithms: ['dir'],
      contentEncryptionAlgorithms: ['A256GCM'],
    })
    return readClaims(deps, JSON.parse(Buffer.from(plaintext).toString('utf8')) as Record<string, unknown>)
  } catch (error) {
    // jose throws typed errors for every malformed or forged token; an error of the database is none of those.
    if (isTokenError(error)) return undefined
    throw error
  }
}

const isTokenError = (error: unknown): boolean =>
  error instanceof TypeError ||
  error instanceof SyntaxError ||
  (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J'))

// We encrypted it, so it has our form; the types are checked all the same.
function readClaims(deps: Deps, claims: Record<string, unknown>): LoginClaims | undefined {
  const text = (name: string): string => (typeof claims[name] === 'string' ? claims[name] : '')
  const instant = (name: string): string => seconds(typeof claims[name] === 'number' ? claims[name] : 0).toString()
  const vendor = fromPublic('ven', text('vnd'))
  const kind = 'purchase' in claims ? 'purchase' : 'entitlement'
  const payer = vendor === undefined ? undefined : accountOf(deps, vendor, text('sub'))
  if (vendor === undefined || payer === undefined) return undefined
  return {
    vendor,
    subject: { kind, id: text(kind) },
    payer,
    urlHash: text('url'),
    tokenId: text('jti'),
    issuedAt: instant('iat'),
    expiresAt: instant('exp'),
  }
}

export type TokenRefusal = {
  readonly code: 'token_invalid' | 'token_expired' | 'browser_mismatch'
  readonly param?: string
}

/**
 * Whether a token belongs to this vendor and this subject, and can still be used: one answer over all of it (R28).
 * Times are compared with a minute's tolerance.
 */
export function checkToken(
  claims: LoginClaims,
  expected: { readonly vendor: Id; readonly subject: LoginClaims['subject'] },
  at: Instant,
): TokenRefusal | undefined {
  const ours =
    claims.vendor === expected.vendor &&
    claims.subject.kind === expected.subject.kind &&
    claims.subject.id === expected.subject.id
  if (!ours || at < BigInt(claims.issuedAt) - toleranceMicros) return { code: 'token_invalid', param: 'token' }
  if (at >= BigInt(claims.expiresAt) + toleranceMicros) return { code: 'token_expired', param: 'token' }
  return undefined
}

/**
 * As `checkToken`, for a browser that comes back from a purchase: the URL is the one that the request registered
 * and the token was made for, as browsers show it, and where the request carried the hash of a nonce, the browser
 * that began has it.
 *
 * @param purchase.nonceHash SHA-256, hex, from the request; `null`: any browser.
 * @param nonce What the vendor's server found in the browser that came back.
 */
export function checkReturn(of: {
  readonly claims: LoginClaims
  readonly purchase: {
    readonly id: Id
    readonly vendor: Id
    readonly returnUrl: string
    readonly nonceHash: string | null
    readonly payer: Id | null
  }
  readonly vendor: Id
  readonly returnUrl: string
  readonly nonce: string | null
  readonly at: Instant
}): TokenRefusal | undefined {
  const { claims, purchase, vendor, returnUrl, nonce, at } = of
  const refusal = checkToken(claims, { vendor, subject: { kind: 'purchase', id: purchase.id } }, at)
  if (refusal !== undefined) return refusal
  if (purchase.vendor !== vendor || purchase.payer !== claims.payer) return { code: 'token_invalid', param: 'token' }
  if (!sameUrl(returnUrl, purchase.returnUrl) || urlHash(purchase.returnUrl) !== claims.urlHash) {
    return { code: 'token_invalid', param: 'return_url' }
  }
  if (purchase.nonceHash === null) return undefined
  const sent = hash('sha256', nonce ?? '', 'buffer')
  const same = nonce !== null && sameBytes(sent, Buffer.from(purchase.nonceHash, 'hex'))
  return same ? undefined : { code: 'browser_mismatch', param: 'browser_nonce' }
}

/** The row of a token that was used: to be read before it is decided on. */
export const tokenKey = (claims: LoginClaims): RowKey => [loginTokens, claims.tokenId]

/** Uses a token up: its row is absent before, and there afterwards. */
export function useToken(draft: Draft, claims: LoginClaims, at: Instant): void {
  draft.put(loginTokens, claims.tokenId, { vendor: claims.vendor, subject: claims.subject.id, usedAt: at })
}

const urlHash = (url: string): string => hash('sha256', url)
