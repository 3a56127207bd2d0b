import type { ItemKind } from '../../catalog/index.ts'
import type { Mode } from '../../chart/index.ts'
import type { Instant } from '@farthing/ledger'
import type { Period } from '../../account/index.ts'
import type { PageProvider, Say, SignInRefusal } from '../../platform/html/index.ts'
import type { Currency, Micros } from '../../platform/money.ts'
import type { ToldScope } from '../../wallet/index.ts'

/** What every state of the page knows of the purchase. */
export type Offer = {
  /** Says the page's messages in the reader's language. */
  readonly t: Say
  readonly provider: PageProvider
  readonly mode: Mode
  /** When the page is made: dates near it are told by weekday. */
  readonly now: Instant
  /** `txn_…` */
  readonly purchase: string
  /** `site`: where the browser goes back to, under a site as it is registered now; `null`: under none any more. */
  readonly vendor: { readonly name: string; readonly site: string | null }
  readonly item: { readonly title: string; readonly description: string; readonly kind: ItemKind }
  /** Of content: the licence in words, as `licenceWords` of catalog gives them: `3 plays, until Friday 18:00`. */
  readonly licence: string
  /** Of content: bought now, its licence would be over already. */
  readonly over: boolean
  readonly priceMicros: Micros
  readonly currency: Currency
  readonly expiresAt: Instant
  /**
   * Where the browser goes when the payer goes back: the cancel URL with `farthing_purchase`; `null`: it lies under no
   * registered site any more, and no page of ours leads there.
   */
  readonly backUrl: string | null
}

/** Who is signed in, and where they count their days. */
export type Buyer = { readonly name: string; readonly timeZone: string }

/** One line of “Paid from”, in the order of spending. */
export type PaidFrom =
  | { readonly kind: 'grant'; readonly title: string; readonly expiresAt: Instant; readonly micros: Micros }
  | { readonly kind: 'wallet'; readonly micros: Micros }

/** A limit as it stands before this purchase. `transaction` counts this purchase alone: `spentMicros` is 0n. */
export type LimitView = {
  readonly period: Period
  /** Of `last_days`: how many. */
  readonly days?: number
  readonly scope: ToldScope
  readonly spentMicros: Micros
  readonly maxMicros: Micros
  /** When room comes back next; `null` of `transaction`. */
  readonly renewsAt: Instant | null
}

/** Why a voucher added nothing. */
export type VoucherRefusal = 'voucher_unknown' | 'voucher_used' | 'voucher_expired' | 'quota_exceeded' | 'overloaded'

/**
 * What the page tells before all else:
 * `quote_changed`: what was shown has changed, and these are the new figures; `funds_added`: a voucher was redeemed just
 * now; `email_verified`: just now; `overloaded`: the last attempt was turned away, nothing moved; `outcome_unknown`: the
 * last attempt may have gone through, the same `attempt` must be sent again.
 */
export type Notice =
  | { readonly kind: 'quote_changed' | 'email_verified' | 'overloaded' | 'outcome_unknown' }
  | { readonly kind: 'funds_added'; readonly micros: Micros }

/**
 * The approval page, `GET /c/{txn}`, and what its POST routes answer when they cannot go on. Forms post to:
 * `/c/{txn}/approve` {attempt, quote}, `/c/{txn}/redeem` {attempt, code, payer}, `/c/{txn}/cancel` {}, `/c/{txn}/return` {},
 * `/c/{txn}/open` {}, and identity's `/sign-in` {email, password, next}, `/sign-out` {next},
 * `/verify-email` {code, next}, `/verify-email/resend` {next}. `next` is `/c/{txn}`.
 */
export type ApprovalView = Offer &
  (
    | {
        /** All is well: one button buys. */
        readonly kind: 'ready'
        readonly buyer: Buyer
        readonly paidFrom: readonly PaidFrom[]
        /** Bought tokens left in the wallet after this purchase. */
        readonly walletAfterMicros: Micros
        /** Incentive tokens left that could be spent at this vendor. */
        readonly giftsAfterMicros: Micros
        /** Limits that this purchase counts against; the fullest is drawn. */
        readonly limits: readonly LimitView[]
        /** Of the attempt; a double click is one. */
        readonly attempt: string
        readonly quote: string
        /** The vendor captures later: the tokens are held first. */
        readonly heldFirst: boolean
        readonly notice: Notice | null
      }
    | {
        /** Nobody is signed in, or the purchase window has closed (R26). `email`: what is known or was typed. */
        readonly kind: 'signed_out' | 'window_closed'
        readonly email: string
        readonly refusal: SignInRefusal | null
        /** Somebody has approved it: there is nothing to buy, only a vendor to return to. */
        readonly approved: boolean
      }
    | {
        /** Too few tokens here; a voucher cures it in place. */
        readonly kind: 'insufficient_funds'
        readonly buyer: Buyer
        /** `usr_…`: whose page it is, so that the voucher goes to nobody else. */
        readonly payer: string
        /** What could be spent at this vendor. */
        readonly availableMicros: Micros
        readonly attempt: string
        /** As it was typed. */
        readonly voucher: string
        readonly refusal: VoucherRefusal | null
        readonly notice: Notice | null
        /** The wallet's own page with every way to add funds. */
        readonly fundsUrl: string
      }
    | {
        /** A limit would be passed; the payer may change it. */
        readonly kind: 'limit_exceeded'
        readonly buyer: Buyer
        readonly limit: LimitView
        /** From when on this purchase would pass every limit, if nothing else is bought; `null`: never. */
        readonly passesAt: Instant | null
        readonly limitsUrl: string
      }
    | {
        /** The payer holds a live licence: it opens, free. */
        readonly kind: 'licence_held'
        readonly buyer: Buyer
        readonly boughtAt: Instant
        /** When the licence ends, where that is known. */
        readonly endsAt: Instant | null
        readonly viewsLeft: number | null
        readonly receiptUrl: string
      }
    | {
        /** This payer has approved it already; `/c/{txn}/return` takes them to it. `held`: approved, not yet captured. */
        readonly kind: 'bought'
        readonly buyer: Buyer
        readonly at: Instant
        readonly held: boolean
        /** All that was paid has been given back. */
        readonly refunded: boolean
        readonly receiptUrl: string
      }
    | {
        /**
         * It ended without this payer's money. `elsewhere`: another payer approved it. `hold_expired`: it was approved
         * and never captured. `url_not_registered`: the vendor removed the site that the browser would return to.
         */
        readonly kind:
          'expired' | 'hold_expired' | 'voided' | 'declined' | 'vendor_suspended' | 'url_not_registered' | 'elsewhere'
        readonly buyer: Buyer | null
      }
    | {
        /** What was on offer could not be opened any more. `endedAt`: since when, where that is known. */
        readonly kind: 'terms_ended'
        readonly buyer: Buyer | null
        readonly endedAt: Instant | null
      }
    | {
        /**
         * Meant for another payer (`payer_mismatch`), or the signed-in user is no member of the account any more, or
         * the provider blocked the account.
         */
        readonly kind: 'payer_mismatch' | 'not_a_member' | 'account_blocked'
        readonly buyer: Buyer
      }
  )

export type ApprovalKind = ApprovalView['kind']
