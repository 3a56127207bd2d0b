import type { Id } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'

/** Gives a new account its welcome tokens (R7), where the provider gives any. */
export async function welcomeAccount(_deps: Deps, _account: Id): Promise<void> {
  // The incentive room's `welcome` comes here.
}
