import type { Id, Instant } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import type { Tries } from './rules.ts'
import { callerKey, triesKey, triesOf, verifiedCaller } from './rules.ts'
import type { Way } from './tables.ts'
import { callers, callerTries } from './tables.ts'

/** How the caller of this person at the desk is verified for that account, and until when; `undefined`: they are not. */
export async function callerNow(
  deps: Deps,
  staff: Id,
  payer: Id,
): Promise<{ readonly how: Way; readonly until: Instant } | undefined> {
  const seen = await deps.ledger.look({ rows: [[callers, callerKey(staff, payer)]] }, { fresh: true })
  return verifiedCaller(seen, staff, payer, await deps.ledger.now())
}

/** What was tried of an account in each way, by whomever at the desk. */
export async function triesNow(deps: Deps, payer: Id): Promise<Readonly<Record<Way, Tries>>> {
  const keys = (['questions', 'mail_code'] as const).map((way) => [callerTries, triesKey(payer, way)] as const)
  const seen = await deps.ledger.look({ rows: keys }, { fresh: true })
  const at = await deps.ledger.now()
  return { questions: triesOf(seen, payer, 'questions', at), mail_code: triesOf(seen, payer, 'mail_code', at) }
}
