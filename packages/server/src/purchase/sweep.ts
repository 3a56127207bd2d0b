import type { Deps } from '../platform/deps.ts'
import { whole } from '../platform/ids.ts'
import { expirePurchase } from './void.ts'

const maxPerRound = 100

/**
 * Ends holds that nobody captured in time, oldest first. Until it has run they are refused as
 * expired all the same. Safe to run in several processes at once.
 *
 * @returns How many purchases it ended, 100 at most.
 */
export async function expireHolds(deps: Deps): Promise<number> {
  const due = await deps.ledger.dueHolds(await deps.ledger.now(), maxPerRound)
  const ids = [...new Set(due.map(({ id }) => whole(id)))]
  const outcomes = await Promise.all(
    ids.map((purchase) => deps.ledger.submit(expirePurchase, deps.ids.mint(), { purchase })),
  )
  return outcomes.filter((outcome) => outcome.kind === 'done').length
}
