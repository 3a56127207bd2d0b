import type { Draft, Id, Instant } from '@farthing/ledger'
import type { Deps } from '../platform/deps.ts'
import { endWorkItem, openWorkItem, workItems } from '../queue/index.ts'
import type { LetterFacts } from './queues.ts'
import { letterPrint } from './queues.ts'
import { userLetters } from './tables.ts'

type Letter = { readonly letter: Id; readonly user: Id; readonly account: Id; readonly askedBy?: Id }

/**
 * Puts a letter with a code into the queue, and takes out the one before: its code works no more.
 *
 * @param letter.askedBy Who asked for it, of an account that may hold money: somebody else prints it.
 */
export function queueLetter(draft: Draft, { letter, user, account, askedBy }: Letter, at: Instant): void {
  const before = draft.row(userLetters, user)
  if (before !== undefined) endWorkItem(draft, before.letter, { how: 'replaced', at })
  draft.put(userLetters, user, { letter })
  const subject = { kind: 'payer', id: account } as const
  const facts = { letter, ...(askedBy !== undefined && { asked_by: askedBy }) }
  openWorkItem(draft, letterPrint, { key: letter, at, subject, payer: account, facts })
}

/**
 * Whether somebody may read a letter's code: not who asked for it. Else one person could send a letter to any account that
 * has a postal address, read its code, and sign in there.
 */
export async function mayPrintLetter({ ledger }: Pick<Deps, 'ledger'>, letter: Id, staff: Id): Promise<boolean> {
  const row = (await ledger.look({ rows: [[workItems, letter]] }, { fresh: true })).row(workItems, letter)
  return row === undefined || (row.facts as LetterFacts).asked_by !== staff
}
