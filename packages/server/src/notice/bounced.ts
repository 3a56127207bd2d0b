// A mail came back: what that says of the notice and of the address.
import type { Id } from '@farthing/ledger'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { keyOf } from '../platform/ids.ts'
import { countBounce, endNotice } from './store.ts'
import { changeUnreachable } from './unreachable.ts'

/** After so many mails that came back for good, only what the account's safety needs is tried. */
export const maxBounces = 3

export type Bounce = {
  /** Of RFC 3463, `5.1.1`, or of SMTP, `550`. */
  readonly status: string
  /** Whether it says that the address takes no mail; else this one alone was not taken. */
  readonly ofAddress: boolean
}

/** Writes down that nobody takes a notice, once. @returns Whether it was new. */
export async function noteBounce(deps: Pick<Deps, 'pool' | 'clock'>, notice: Id, bounce: Bounce): Promise<boolean> {
  const at = deps.clock.now()
  const { status, ofAddress } = bounce
  return inTransaction(deps.pool, async (client) => {
    const row = await endNotice(client, notice, { state: 'bounced', at, reason: status })
    if (row === undefined) return false
    if (!ofAddress) return true
    // Its identifier is made of the mail that is one too many: the same again opens nothing more.
    const item = keyOf('notice.bounced', notice)
    const count = await countBounce(client, row.user, { at, status, item, tooMany: maxBounces })
    if (count === maxBounces) await changeUnreachable(deps, client, { item, opens: { user: row.user } })
    return true
  })
}
