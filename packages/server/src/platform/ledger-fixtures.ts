// What the rooms' fixtures of a ledger in memory are made of.
import type { Decider, Id, Json, Ledger } from '@farthing/ledger'
import { providerActor } from './actor.ts'
import type { Refusal } from './http/submit.ts'
import { keyOf, whole } from './ids.ts'

let count = 0
/** An identifier that nothing else has. */
export const anId = (): Id => whole(keyOf('test', `${++count}`))

/** Submits an operation that must succeed. @returns Its answer. @throws Error where it was refused. */
export async function doneOn<Input, Answer extends Json>(
  ledger: Ledger,
  decider: Decider<Input, Answer>,
  input: Input,
): Promise<Exclude<Answer, Refusal>> {
  const outcome = await ledger.submit(decider, anId(), input, { actor: providerActor('fixture') })
  if (outcome.kind === 'done') return outcome.answer as Exclude<Answer, Refusal>
  throw new Error(`${decider.name}: ${'answer' in outcome ? JSON.stringify(outcome.answer) : outcome.kind}`)
}
