import type { Decider, Json, Outcome } from '@farthing/ledger'
import { providerActor } from '../actor.ts'
import type { Deps } from '../deps.ts'
import { keyOf } from '../ids.ts'

/**
 * Ends something whose time has come, once, whatever number of servers has seen that it has: the operation's identifier
 * is made of what it ends, so that the others get its answer.
 *
 * Whoever calls has looked first, by the ledger's clock, that it will not be refused. If it is all the same, because
 * somebody else was faster, that refusal keeps its identifier for good; where the thing is found due again, the next
 * identifier is taken.
 *
 * @param ending.parts What is ended and its state: an expiry, a count of entries.
 * @param ending.by The name of the work that ends it, which the log keeps.
 */
export async function submitDue<Input, Answer extends Json>(
  { ledger }: Pick<Deps, 'ledger'>,
  decider: Decider<Input, Answer>,
  ending: { readonly parts: readonly (string | bigint)[]; readonly input: Input; readonly by: string },
): Promise<Outcome<Answer>> {
  const actor = providerActor(ending.by)
  for (let round = 0; ; round++) {
    const id = keyOf(decider.name, ...ending.parts.map(String), String(round))
    if ((await ledger.operation(id))?.kind !== 'refused') return ledger.submit(decider, id, ending.input, { actor })
  }
}
