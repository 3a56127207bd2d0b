import type { Draft, Id, Instant } from '@farthing/ledger'
import { endWorkItem, openWorkItem } from '../queue/index.ts'
import { letterPrint } from './queues.ts'
import { userLetters } from './tables.ts'

/** Puts a letter with a code into the queue, and takes out the one before: its code works no more. */
export function queueLetter(
  draft: Draft,
  { letter, user, account }: { readonly letter: Id; readonly user: Id; readonly account: Id },
  at: Instant,
): void {
  const before = draft.row(userLetters, user)
  if (before !== undefined) endWorkItem(draft, before.letter, { how: 'replaced', at })
  draft.put(userLetters, user, { letter })
  const subject = { kind: 'payer', id: account } as const
  openWorkItem(draft, letterPrint, { key: letter, at, subject, payer: account, facts: { letter } })
}
