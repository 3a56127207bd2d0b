import type { Home } from '../../api/shapes.ts'
import { BigMoney, Money } from '../../money/money.tsx'
import { isZero, walletName } from '../../money/text.ts'
import { LinkButton } from '../../parts/link-button.tsx'

/** The wallet that is used most: what is free to spend, and what is held. */
export function MainWallet({ wallet }: { wallet: Home['wallets'][number] | undefined }) {
  if (wallet === undefined) return <NoWallet />
  return (
    <section className="sheet" aria-labelledby="main-wallet">
      <div className="main-wallet">
        <div className="stack tight">
          <h2 className="lbl dim" id="main-wallet">
            {walletName(wallet.currency)}
          </h2>
          <BigMoney value={wallet.available} />
          {!isZero(wallet.held) && (
            <p className="sm dim">
              <Money value={wallet.held} /> more held for purchases under way. What is not taken comes back.
            </p>
          )}
          {isZero(wallet.available) && isZero(wallet.held) && (
            <p className="sm dim">Empty. A voucher fills it at once, and one token buys something already.</p>
          )}
        </div>
        <div className="acts">
          <LinkButton to="/wallet/funds" look="pri">
            Add funds
          </LinkButton>
        </div>
      </div>
    </section>
  )
}

function NoWallet() {
  return (
    <section className="sheet" aria-labelledby="main-wallet">
      <div className="main-wallet">
        <div className="stack tight">
          <h2 className="lbl dim" id="main-wallet">
            Your first wallet
          </h2>
          <p className="first-words">It opens with the first tokens.</p>
          <p className="sm dim">Redeem a voucher. Its tokens arrive at once, in a wallet of the voucher’s currency.</p>
        </div>
        <div className="acts">
          <LinkButton to="/wallet/funds" look="pri">
            Redeem a voucher
          </LinkButton>
        </div>
      </div>
    </section>
  )
}
