import type { Id } from '@farthing/ledger'
import { facts } from '../event/index.ts'
import { toPublic } from '../platform/ids.ts'
import { queue } from '../queue/index.ts'
import { permission } from '../staff/index.ts'

export const printLetters = permission('letters.print', {
  says: 'Print letters with codes, and post them',
  roles: ['support', 'finance'],
})

/** `asked_by`: who sent another letter to somebody who has an account already. They do not read its code. */
export type LetterFacts = { readonly letter: Id; readonly asked_by?: Id }

/** A letter with a code, to be printed and posted. Its key is the letter. */
export const letterPrint = queue('letter.print', facts<LetterFacts>(), {
  says: 'Letters to print',
  permission: printLetters,
  dueHours: 24,
  acts: ['letter.printed'],
  input: ({ letter }) => ({ letter: toPublic('opn', letter) }),
  tell: ({ letter }) => ({
    title: 'A letter with a code',
    lines: [{ label: 'Letter', value: toPublic('opn', letter) }],
  }),
})
