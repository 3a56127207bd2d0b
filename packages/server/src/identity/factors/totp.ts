import { generateURI, ScureBase32Plugin, verify } from 'otplib'
import type { Deps } from '../../platform/deps.ts'
import type { Bound } from './challenges.ts'
import { challengeOf, putChallenge } from './challenges.ts'
import type { Holder } from './holder.ts'
import type { KeptFactor, NewFactor } from './store.ts'
import { countUse, factorsOf } from './store.ts'

// Codes of an authenticator app (TOTP, RFC 6238): 6 digits, another every 30 seconds.

/** A phone's clock may be so wrong: the code before and the one after are right as well. */
const toleranceSeconds = 30
/** RFC 4226 asks for 160 bits. */
const secretBytes = 20

export type TotpOffer = {
  /** As it is typed into an app, base 32. */
  readonly secret: string
  /** What its QR code says. */
  readonly uri: string
}

/** A secret to be put into an app; it counts once a code of it was shown. The same until then, for 15 minutes. */
export async function offerTotp(deps: Deps, bound: Bound, email: string): Promise<TotpOffer> {
  let secret = await challengeOf(deps, bound, 'totp.add')
  if (secret === undefined) {
    secret = new ScureBase32Plugin().encode(deps.random.bytes(secretBytes))
    await putChallenge(deps, bound, 'totp.add', secret)
  }
  const issuer = deps.config.providerName.replaceAll(':', ' ')
  return { secret, uri: generateURI({ issuer, label: email, secret }) }
}

/** The factor that was offered, where the code is of it. */
export async function provenTotp(deps: Deps, bound: Bound, code: string): Promise<NewFactor | undefined> {
  const secret = await challengeOf(deps, bound, 'totp.add')
  const step = secret === undefined ? undefined : await stepOf(deps, secret, code)
  if (secret === undefined || step === undefined) return undefined
  return { kind: 'totp', label: 'Authenticator app', credential: '', secret, count: BigInt(step) }
}

/** Whether a code is right and newer than any that was taken: each step is good once (T21). */
export async function isTotp(deps: Deps, holder: Holder, code: string): Promise<boolean> {
  for (const factor of (await factorsOf(deps, holder)).filter(({ kind }) => kind === 'totp')) {
    const step = await stepOf(deps, factor.secret, code, factor)
    if (step !== undefined && (await countUse(deps, factor.id, BigInt(step)))) return true
  }
  return false
}

/** Whether a text, as `pastedCode` gives it, is written like one. */
export const isTotpCode = (code: string): boolean => /^\d{6}$/.test(code)

async function stepOf(deps: Deps, secret: string, code: string, after?: KeptFactor): Promise<number | undefined> {
  if (!isTotpCode(code)) return undefined // What is malformed, otplib throws at.
  const epoch = Number(deps.clock.now() / 1_000_000n)
  const afterTimeStep = after === undefined ? {} : { afterTimeStep: Number(after.count) }
  const found = await verify({ secret, token: code, epoch, epochTolerance: toleranceSeconds, ...afterTimeStep })
  return found.valid && 'timeStep' in found ? found.timeStep : undefined
}
