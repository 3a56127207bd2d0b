// Letters with codes: another one for somebody who lost theirs or forgot the password, and the one that is on its way.
import type { Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import { openAccounts, payers } from '../account/index.ts'
import { cannot, defineAct, planLine, wordValue } from '../act/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { PublicId } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { endWorkItem } from '../queue/index.ts'
import { letterAsked, letterSent } from './events.ts'
import { queueLetter } from './letters.ts'
import { forgetLetterCode, writeLetterCode } from './openings.ts'
import { postalUserOf } from './postal-users.ts'
import { printLetters } from './queues.ts'

const closed = { additionalProperties: false } as const

/** Sends a letter with a new code to the address on file; codes before it end. Somebody else prints it: see `mayPrintLetter`. */
export const sendLetter = defineAct({
  name: 'account.letter',
  says: 'Send another letter with a code',
  permission: openAccounts,
  fresh: true,
  second: { when: 'never' },
  body: Type.Object({ account: PublicId('acc') }, closed),
  refusals: ['not_found', 'invalid_request'],
  async parse(deps, { account: text }, { id }) {
    const account = fromPublic('acc', text)
    if (account === undefined) throw new Problem('not_found')
    const members = (await deps.ledger.look({ rows: [[payers, account]] })).row(payers, account)?.state.members
    if (members === undefined) throw new Problem('not_found')
    const user = await postalUserOf(deps, members)
    if (user === undefined)
      throw new Problem('invalid_request', {
        param: 'input.account',
        detail: 'Nobody of this account has a postal address: a letter could go nowhere. Nothing was done.',
      })
    return { opening: id('opening'), user, account }
  },
  subject: ({ account }) => ({ kind: 'payer', id: account }),
  plan({ account }, draft) {
    if (draft.row(payers, account) === undefined) return cannot({ code: 'not_found' })
    return { kind: 'plan', lines: [planLine('letter', null, wordValue('new_code'))], payer: account }
  },
  decide({ opening, user, account }, draft, at, { staff }) {
    draft.record(letterAsked.of({ opening, payer: account }))
    queueLetter(draft, { letter: opening, user, account, askedBy: staff }, at)
    return done({ opening })
  },
  after: (deps, { opening, user, account }) => writeLetterCode(deps, { id: opening, user, account }),
  answers: Type.Object({ opening: PublicId('opn') }, closed),
  show: (_deps, { opening }) => ({ opening: toPublic('opn', opening) }),
})

/** Says that a letter was printed and is on its way: from now on nobody at the desk can read its code. */
export const letterPrinted = defineAct({
  name: 'letter.printed',
  says: 'Say that a letter is on its way',
  permission: printLetters,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object({ letter: PublicId('opn') }, closed),
  refusals: ['not_found', 'letter_ended'],
  parse(_deps, { letter: text }): { letter: Id } {
    const letter = fromPublic('opn', text)
    if (letter === undefined) throw new Problem('not_found')
    return { letter }
  },
  subject: ({ letter }) => ({ kind: 'work_item', id: letter }),
  plan: () => ({ kind: 'plan', lines: [planLine('letter', wordValue('to_print'), wordValue('on_its_way'))] }),
  decide({ letter }, draft, at, { staff }) {
    if (!endWorkItem(draft, letter, { how: 'printed', at, by: staff })) return refused({ code: 'letter_ended' })
    draft.record(letterSent.of({ opening: letter }))
    return done(null)
  },
  after: (deps, { letter }) => forgetLetterCode(deps, letter),
})
