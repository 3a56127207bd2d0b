import { addFundsToBuy, raiseLimitToBuy, signInToBuy } from './cures.ts'
import { boughtPage, endedPage, licenceHeldPage, notForYouPage } from './ended.ts'
import { readyPage } from './ready.ts'
import type { ApprovalView } from './view.ts'

/**
 * The approval page in each of its states: a whole document, under 40 KB with all that it links, without script. Send
 * it with `approvalHeaders(view)`.
 */
export function approvalPage(view: ApprovalView): string {
  switch (view.kind) {
    case 'ready':
      return readyPage(view)
    case 'signed_out':
    case 'window_closed':
      return signInToBuy(view)
    case 'insufficient_funds':
      return addFundsToBuy(view)
    case 'limit_exceeded':
      return raiseLimitToBuy(view)
    case 'licence_held':
      return licenceHeldPage(view)
    case 'bought':
      return boughtPage(view)
    case 'expired':
    case 'voided':
    case 'declined':
    case 'hold_expired':
    case 'vendor_suspended':
    case 'url_not_registered':
    case 'terms_ended':
    case 'elsewhere':
      return endedPage(view)
    case 'payer_mismatch':
    case 'not_a_member':
    case 'account_blocked':
      return notForYouPage(view)
  }
}
