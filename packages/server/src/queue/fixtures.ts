// Items for tests, opened as a room's rule would.
import type { Decider, Id, Json } from '@farthing/ledger'
import { done } from '@farthing/ledger'
import { providerActor } from '../platform/actor.ts'
import type { TestProvider } from '../platform/testing.ts'
import type { Subject } from '../staff/index.ts'
import type { QueueKind } from './define.ts'
import { openWorkItem } from './open.ts'

const rules = new WeakMap<QueueKind, Decider<Input, boolean>>()
type Input = { readonly key: Id; readonly subject: Subject; readonly facts: Json }

/** An item of a queue. @returns Its identifier. */
export async function aWorkItem<Shape extends Json>(
  { deps }: Pick<TestProvider, 'deps'>,
  of: QueueKind<Shape>,
  item: { readonly key?: Id; readonly subject: Subject; readonly facts: Shape },
): Promise<Id> {
  const kind = of as unknown as QueueKind
  const rule: Decider<Input, boolean> = rules.get(kind) ?? {
    name: `test.open ${kind.name}`,
    decide: (input, draft, at) => done(openWorkItem(draft, kind, { ...input, at })),
  }
  rules.set(kind, rule)
  const { key = deps.ids.mint(), subject, facts } = item
  await deps.ledger.submit(rule, deps.ids.mint(), { key, subject, facts }, { actor: providerActor('test') })
  return key
}
