import { followNow } from '../event/fixtures.ts'
import type { TestProvider } from '../platform/testing.ts'
import { deliverDue } from './deliver.ts'
import { enqueue } from './events.ts'

/** What following the log would have done by now: every webhook that is due stands in its queue. */
export const enqueueWebhooks = (provider: Pick<TestProvider, 'deps'>): Promise<void> => followNow(provider, enqueue)

/** Sends what waits, to receivers on this machine. @returns How many were tried. */
export const deliverWebhooksNow = ({ deps }: Pick<TestProvider, 'deps'>): Promise<number> =>
  deliverDue(deps, { loopback: true, limitMillis: 1_000 })
