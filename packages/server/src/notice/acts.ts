// What staff do about notices.
import type { Decision, Draft, Id, Instant } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import { defineAct, idValue, planLine, rehearse } from '../act/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { PublicId } from '../platform/http/schemas.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { fromPublic } from '../platform/ids.ts'
import { purchases } from '../purchase/index.ts'
import { permission } from '../staff/index.ts'
import { resendReceipt } from './resend-receipt.ts'

export const resendReceipts = permission('receipts.resend', {
  says: 'Send receipts again, to their payers’ own addresses',
  roles: ['support', 'finance'],
})

type Input = { readonly purchase: Id }

function resend(draft: Draft, { purchase }: Input, at: Instant): Decision<{ readonly payer: Id } | Refusal> {
  const sent = resendReceipt(draft, purchase, at)
  return 'refusal' in sent ? refused(sent.refusal) : done(sent)
}

export const resendReceiptAct = defineAct({
  name: 'receipt.resend',
  says: 'Send the receipt of a purchase again, to the payer’s own address',
  permission: resendReceipts,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object({ purchase: PublicId('txn') }, { additionalProperties: false }),
  refusals: ['not_found', 'no_receipt', 'receipt_resent'],
  parse(_deps, body): Input {
    const purchase = fromPublic('txn', body.purchase)
    if (purchase === undefined) throw new Problem('not_found')
    return { purchase }
  },
  subject: ({ purchase }) => ({ kind: 'purchase', id: purchase }),
  plan(input, draft, at) {
    const payer = draft.row(purchases, input.purchase)?.payer ?? null
    return rehearse(
      draft,
      () => resend(draft, input, at),
      () => ({
        kind: 'plan',
        lines: [planLine('receipt', null, idValue('txn', input.purchase))],
        ...(payer !== null && { payer }),
      }),
    )
  },
  decide: (input, draft, at) => resend(draft, input, at),
})
