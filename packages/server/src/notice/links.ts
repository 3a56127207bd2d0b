// What a mail carries that only we can have made: links that need no signing in, and the address that it comes back to.
import { timingSafeEqual } from 'node:crypto'
import type { Id } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'

type Secret = Pick<Deps, 'secrets'>

/** Of a link in a mail: for whom it is and the proof that it is ours. */
export type Signed = { readonly user?: string | undefined; readonly proof?: string | undefined }

/** 16 bytes: nobody guesses it, and it stays for as long as the key. */
const proofOf = ({ secrets }: Secret, purpose: string, text: string): string =>
  secrets.index(purpose, text).toString('base64url').slice(0, 22)

function link(path: string, user: Id, proof: string): string {
  return `${path}?${new URLSearchParams({ user: toPublic('usr', user), proof }).toString()}`
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Where receipts by mail are stopped, by a person or by their mail program (RFC 8058). */
export const stopPath = '/notices/stop'

export const stopLink = (deps: Secret, user: Id): string => link(stopPath, user, proofOf(deps, 'stop receipts', user))

/** Whose link it is; `undefined`: none of ours. */
export function stopOf(deps: Secret, { user: text = '', proof = '' }: Signed): Id | undefined {
  const user = fromPublic('usr', text)
  return user !== undefined && isSame(proof, proofOf(deps, 'stop receipts', user)) ? user : undefined
}

/** Where somebody says that mails to their address reach them. */
export const addressPath = '/notices/address'

/** The address that is confirmed, as it came back last: confirmed once, or changed, the link says nothing any more. */
export type Bounced = { readonly user: Id; readonly email: string; readonly bouncedAt: bigint }

const addressProof = (deps: Secret, { user, email, bouncedAt }: Bounced): string =>
  proofOf(deps, 'confirm address', [user, email, bouncedAt].join(' '))

export const addressLink = (deps: Secret, bounced: Bounced): string =>
  link(addressPath, bounced.user, addressProof(deps, bounced))

export const isAddressProof = (deps: Secret, bounced: Bounced, proof: string): boolean =>
  isSame(proof, addressProof(deps, bounced))

// Mail servers may write the part before the @ in small letters, and it has 64 characters at most (RFC 5321, 4.5.3.1.1):
// 26 digits of the notice and 16 that prove them, in the digits of our identifiers.
const digits = '0123456789abcdefghjkmnpqrstvwxyz'

const bounceProof = ({ secrets }: Secret, notice: Id): string =>
  [...secrets.index('notice bounce', notice).subarray(0, 16)].map((byte) => digits.charAt(byte % 32)).join('')

/**
 * The address that a mail comes back to if nobody takes it: `bounce+…@wallet.example`, which tells the notice and that
 * we wrote it.
 *
 * @param address As it is set, `bounce@wallet.example`.
 */
export function returnAddress(deps: Secret, address: string, notice: Id): string {
  const at = address.lastIndexOf('@')
  const token = toPublic('ntc', notice).slice(4) + bounceProof(deps, notice)
  return `${address.slice(0, at)}+${token}${address.slice(at)}`
}

const tokens = /\+([0-7][0-9a-hjkmnp-tv-z]{25})([0-9a-hjkmnp-tv-z]{16})@/g

/** The notice that such an address tells of, the first that is ours in a text; `undefined`: there is none. */
export function noticeIn(deps: Secret, text: string): Id | undefined {
  for (const [, id = '', proof = ''] of text.toLowerCase().matchAll(tokens)) {
    const notice = fromPublic('ntc', `ntc_${id}`)
    if (notice !== undefined && isSame(proof, bounceProof(deps, notice))) return notice
  }
  return undefined
}
