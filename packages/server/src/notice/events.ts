import type { Id } from '@farthing/ledger'
import { event, facts } from '../event/index.ts'
import type { Standing } from '../purchase/index.ts'
import { wholeReceipt } from '../purchase/index.ts'

type Resent = Standing & { readonly payer: Id }

export const receiptResent = event('receipt.resent', facts<Resent>(), {
  says: 'the receipt of a purchase is sent again to the account that paid it; the actor is who had it sent',
  facts: {
    purchase: 'the purchase',
    vendor: 'whose it is',
    mode: '`live` or `test`',
    status: 'its status',
    captured: 'all that was captured, in micro-units',
    captures: 'by how many captures',
    refunded: 'all that was refunded, in micro-units',
    refunds: 'by how many refunds',
    payer: 'who gets it',
  },
  notice: {
    class: 'service', // Somebody asked for it, whatever else they get.
    to: ({ payer }) => ({ payer }),
    says: (of, telling, reader) => wholeReceipt(of, telling, reader),
  },
})
