import type { Deps } from '../platform/deps.ts'
import { whole } from '../platform/ids.ts'
import { every } from '../platform/work/rules.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { schedule } from '../platform/work/work.ts'
import { holdKind } from './funding.ts'
import { purchases } from './tables.ts'
import { expirePurchase } from './void.ts'

const maxPerRound = 100

/**
 * Ends holds that nobody captured in time, oldest first, within a second. Even before it runs, capturing them is
 * refused as expired.
 */
export const expireHolds = schedule({
  name: 'expire holds',
  when: every(1),
  catchUp: 'latest',
  run: async (deps) => ((await expireDue(deps)) > 0 ? 'more' : undefined),
})

/** Ends what is due now, 100 holds at most. @returns How many purchases it ended. */
async function expireDue(deps: Deps): Promise<number> {
  const { ledger } = deps
  const now = await ledger.now()
  const due = await ledger.dueHolds(holdKind, now, maxPerRound)
  const ids = [...new Set(due.map(({ id }) => whole(id)))]
  const seen = await ledger.look({ accounts: [], rows: ids.map((id) => [purchases, id] as const) }, { fresh: true })
  const outcomes = await Promise.all(
    ids.map(async (purchase) => {
      const order = seen.row(purchases, purchase)
      const expiresAt = order?.holdExpiresAt ?? null
      if (order?.status !== 'authorized' || expiresAt === null || expiresAt > now) return undefined
      const ending = { parts: [purchase, expiresAt], input: { purchase }, by: expireHolds.name }
      return submitDue(deps, expirePurchase, ending)
    }),
  )
  return outcomes.filter((outcome) => outcome?.kind === 'done').length
}
