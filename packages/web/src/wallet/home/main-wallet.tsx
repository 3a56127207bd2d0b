import type { Home } from '../../api/shapes.ts'
import { BigMoney, Money } from '../../money/money.tsx'
import { isZero, walletName } from '../../money/text.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import { Rich, t } from '../../words/say.tsx'

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
              <Rich say="wallet.home.held" with={{ amount: <Money value={wallet.held} /> }} />
            </p>
          )}
          {isZero(wallet.available) && isZero(wallet.held) && <p className="sm dim">{t('wallet.home.empty')}</p>}
        </div>
        <div className="acts">
          <LinkButton to="/wallet/funds" look="pri">
            {t('wallet.home.addFunds')}
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
            {t('wallet.home.first.heading')}
          </h2>
          <p className="first-words">{t('wallet.home.first.opens')}</p>
          <p className="sm dim">{t('wallet.home.first.redeem')}</p>
        </div>
        <div className="acts">
          <LinkButton to="/wallet/funds" look="pri">
            {t('wallet.home.first.button')}
          </LinkButton>
        </div>
      </div>
    </section>
  )
}
