// Who acts: stored with each operation, so that the log says who asked for it. The actor is not part of the fingerprint
// by which a repeated operation is recognized: who repeats one gets the first answer, and the first actor stays.
import type { Actor, Id } from '@farthing/ledger'

/** Every kind of actor, as the log has it. */
export type ActorKind = 'user' | 'api_key' | 'mandate' | 'staff' | 'provider' | 'visitor'

type Known = Actor & { readonly kind: ActorKind }

/** A person who is signed in. */
export const userActor = (user: Id): Known => ({ kind: 'user', id: user })

/** A vendor's server, by the secret key it calls with. */
export const apiKeyActor = (key: Id): Known => ({ kind: 'api_key', id: key })

/** Software that a payer allowed to buy. */
export const mandateActor = (mandate: Id): Known => ({ kind: 'mandate', id: mandate })

/** A member of the provider's staff, who has to say why. */
export const staffActor = (user: Id, reason: string): Known => ({ kind: 'staff', id: user, reason })

/** The provider itself. @param name Of the piece of work, such as `expire grants`; it names no server. */
export const providerActor = (name: string): Known => ({ kind: 'provider', name })

/** Somebody whom nobody knows yet, such as whoever signs up. */
export const visitor: Known = { kind: 'visitor' }
