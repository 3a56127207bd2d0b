import type { TestProvider } from '../platform/testing.ts'
import { deliverDue } from './deliver.ts'
import { enqueue } from './events.ts'

const cursors = new WeakMap<object, bigint>()

/** What following the log would have done by now: every webhook that is due stands in its queue. */
export async function enqueueWebhooks({ deps }: Pick<TestProvider, 'deps'>): Promise<void> {
  const operations = await deps.ledger.log({ after: cursors.get(deps) ?? 0n, limit: 100_000 })
  const client = await deps.pool.connect()
  try {
    await enqueue(deps, operations, client)
  } finally {
    client.release()
  }
  cursors.set(deps, operations.at(-1)?.seq ?? cursors.get(deps) ?? 0n)
}

/** Sends what waits, to receivers on this machine. @returns How many were tried. */
export const deliverWebhooksNow = ({ deps }: Pick<TestProvider, 'deps'>): Promise<number> =>
  deliverDue(deps, { loopback: true, limitMillis: 1_000 })
