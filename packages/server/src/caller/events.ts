import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'

type OfQuestion = { payer: Id; question: Id; kind: string }
const ofQuestion = {
  payer: 'the account that the caller says is theirs',
  question: 'the question',
  kind: 'what was asked',
}

export const callerAsked = event('caller.asked', facts<OfQuestion>(), {
  says: 'somebody who called was asked something that only the owner of the account knows',
  facts: ofQuestion,
})
export const callerAnswered = event('caller.answered', facts<OfQuestion & { answer: string }>(), {
  says: 'the caller’s answer was compared',
  facts: { ...ofQuestion, answer: '`right` or `wrong`' },
})
export const callerVerified = event('caller.verified', facts<{ payer: Id; how: string; until: string }>(), {
  says: 'the caller is who they say, for the person who asked them',
  facts: { payer: 'the account', how: 'by which way', until: 'until when, RFC 3339' },
})
