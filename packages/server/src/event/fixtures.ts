import type { TestProvider } from '../platform/testing.ts'
import type { FollowStep } from './follow.ts'

const cursors = new WeakMap<FollowStep, WeakMap<object, bigint>>()

/** What a follower of the log would have done by now. */
export async function followNow({ deps }: Pick<TestProvider, 'deps'>, step: FollowStep): Promise<void> {
  const seen = cursors.get(step) ?? new WeakMap<object, bigint>()
  cursors.set(step, seen)
  const operations = await deps.ledger.log({ after: seen.get(deps) ?? 0n, limit: 100_000 })
  const client = await deps.pool.connect()
  try {
    await step(deps, operations, client)
  } finally {
    client.release()
  }
  seen.set(deps, operations.at(-1)?.seq ?? seen.get(deps) ?? 0n)
}
