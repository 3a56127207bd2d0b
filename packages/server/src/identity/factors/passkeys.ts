import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { isIP } from 'node:net'
import type { Deps } from '../../platform/deps.ts'
import type { Bound } from './challenges.ts'
import { putChallenge, takeChallenge } from './challenges.ts'
import type { Holder } from './holder.ts'
import { textOf } from './holder.ts'
import type { NewFactor } from './store.ts'
import { countUse, factorsOf } from './store.ts'

// Passkeys and security keys (WebAuthn, level 3). They come after the password, so that somebody is there at the
// authenticator is enough; that it asks for a finger or a PIN is preferred and not needed.

/** The host that passkeys belong to. A browser gives them to no other. */
const rpId = (deps: Deps): string => new URL(deps.config.publicUrl).hostname

/** Ed25519, ES256, RS256 (RFC 9053): what authenticators have. The library's own list asks Node for algorithms that are experimental. */
const algorithms = [-8, -7, -257]

/** Whether browsers make passkeys for this server: its host must have a name. */
export const hasPasskeys = (deps: Deps): boolean => isIP(rpId(deps).replace(/^\[|\]$/g, '')) === 0

/** What is kept of a passkey beside its identifier. */
type Kept = { readonly publicKey: string; readonly transports: readonly string[] }

/** What `navigator.credentials.create` is given to make a passkey. */
export async function passkeyToAdd(deps: Deps, holder: Holder, bound: Bound, email: string): Promise<object> {
  const challenge = Uint8Array.from(deps.random.bytes(32))
  const options = await generateRegistrationOptions({
    rpName: deps.config.providerName,
    rpID: rpId(deps),
    userName: email,
    userDisplayName: email,
    // Not the user's own identifier: an authenticator may show it to whoever holds it.
    userID: Uint8Array.from(deps.secrets.index('passkey', textOf(holder))),
    challenge,
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: await credentialsOf(deps, holder),
    authenticatorSelection: { residentKey: 'preferred', userVerification: 'preferred' },
  })
  await putChallenge(deps, bound, 'passkey.add', options.challenge)
  return options
}

/** The passkey that a browser made for our challenge. `undefined`: it did not, or the challenge has ended. */
export async function provenPasskey(
  deps: Deps,
  bound: Bound,
  sent: string,
  label: string,
): Promise<NewFactor | undefined> {
  const challenge = await takeChallenge(deps, bound, 'passkey.add')
  const response = parsed<RegistrationResponseJSON>(sent)
  if (challenge === undefined || response === undefined) return undefined
  const made = await orUndefined(
    verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: deps.config.publicUrl,
      expectedRPID: rpId(deps),
      requireUserVerification: false,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (made?.verified !== true) return undefined
  const { id, publicKey, counter, transports = [] } = made.registrationInfo.credential
  const kept: Kept = { publicKey: Buffer.from(publicKey).toString('base64url'), transports }
  return { kind: 'passkey', label, credential: id, secret: JSON.stringify(kept), count: BigInt(counter) }
}

/** What `navigator.credentials.get` is given to show one of the holder's passkeys. */
export async function passkeyToShow(deps: Deps, holder: Holder, bound: Bound): Promise<object> {
  const options = await generateAuthenticationOptions({
    rpID: rpId(deps),
    allowCredentials: await credentialsOf(deps, holder),
    challenge: Uint8Array.from(deps.random.bytes(32)),
    userVerification: 'preferred',
  })
  await putChallenge(deps, bound, 'passkey.show', options.challenge)
  return options
}

/**
 * Whether one of the holder's passkeys signed our challenge. A count that does not go up is refused: the passkey was
 * copied, or the signature is an old one.
 */
export async function isPasskey(deps: Deps, holder: Holder, bound: Bound, sent: string): Promise<boolean> {
  const challenge = await takeChallenge(deps, bound, 'passkey.show')
  const response = parsed<AuthenticationResponseJSON>(sent)
  if (challenge === undefined || response === undefined) return false
  const passkeys = (await factorsOf(deps, holder)).filter(({ kind }) => kind === 'passkey')
  const passkey = passkeys.find(({ credential }) => credential === response.id)
  if (passkey === undefined) return false
  const { publicKey } = JSON.parse(passkey.secret) as Kept
  const shown = await orUndefined(
    verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: deps.config.publicUrl,
      expectedRPID: rpId(deps),
      requireUserVerification: false,
      credential: {
        id: passkey.credential,
        publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
        counter: Number(passkey.count),
      },
    }),
  )
  if (shown?.verified !== true) return false
  const count = BigInt(shown.authenticationInfo.newCounter)
  return countUse(deps, passkey.id, count, count === 0n)
}

async function credentialsOf(deps: Deps, holder: Holder) {
  const passkeys = (await factorsOf(deps, holder)).filter(({ kind }) => kind === 'passkey')
  return passkeys.map(({ credential, secret }) => ({
    id: credential,
    transports: [...(JSON.parse(secret) as Kept).transports],
  }))
}

/** What came from a browser, as far as that it is an object: the library looks at each of its fields. */
function parsed<T>(sent: string): T | undefined {
  try {
    const value: unknown = JSON.parse(sent)
    return typeof value === 'object' && value !== null ? (value as T) : undefined
  } catch {
    return undefined
  }
}

/** The library throws at whatever does not fit. */
const orUndefined = <T>(verified: Promise<T>): Promise<T | undefined> => verified.catch(() => undefined)
