import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Receipt as ReceiptAnswer } from '../../api/shapes.ts'
import { BigMoney } from '../../money/money.tsx'
import { amountText, isZero } from '../../money/text.ts'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { StateTag, TestTag, type State } from '../../parts/tag.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { useOpen } from '../library/use-open.ts'
import { receiptQuery } from '../queries.ts'
import { Shares } from './shares.tsx'

const route = getRouteApi('/wallet/purchases/$txn')

/** What was bought, of whom, under which licence, and who got which share. */
export function Receipt() {
  useTitle(t('wallet.receipt.title'))
  const { txn } = route.useParams()
  const query = useQuery(receiptQuery(txn))
  return (
    <>
      <p className="back sm">
        <Link className="alone" to="/wallet/history">
          {t('wallet.receipt.back')}
        </Link>
      </p>
      {query.data === undefined && <h1 className="vh">{t('wallet.receipt.title')}</h1>}
      <Shown
        query={query}
        waiting={
          <div className="paper">
            <Ghost height="28rem" />
          </div>
        }
      >
        {(receipt) => <Paper receipt={receipt} />}
      </Shown>
    </>
  )
}

function Paper({ receipt }: { receipt: ReceiptAnswer }) {
  const { zone } = useHere()
  const state = stateOf(receipt)
  const vendor = <bdi>{receipt.vendor.name}</bdi>
  return (
    <article className="sheet paper">
      <div className="in-sheet">
        <header>
          <div className="top-line">
            <p className="sm dim">
              {receipt.approved_at === null ? (
                vendor
              ) : (
                <Rich say="wallet.receipt.vendorAndTime" with={{ vendor, time: fullText(receipt.approved_at, zone) }} />
              )}
            </p>
            {receipt.mode === 'test' && <TestTag />}
            {/* What the vendor captured, the payer has paid. */}
            <StateTag state={state} words={state === 'captured' ? t('wallet.receipt.paid') : undefined} />
          </div>
          <h1>
            <bdi>{receipt.item.title}</bdi>
          </h1>
          <BigMoney value={receipt.price} />
          {receipt.item.description !== '' && (
            <p className="dim">
              <bdi>{receipt.item.description}</bdi>
            </p>
          )}
        </header>
        <OpenIt receipt={receipt} />
        <Facts receipt={receipt} />
        {receipt.split !== null && <Shares split={receipt.split} />}
      </div>
    </article>
  )
}

/**
 * The server says what was refunded. Whether it is all or a part is found by comparing its decimal strings, not by
 * arithmetic.
 */
const stateOf = ({ status, refunded, price }: ReceiptAnswer): State =>
  isZero(refunded) ? status : refunded.amount === price.amount ? 'refunded' : 'partly_refunded'

function OpenIt({ receipt }: { receipt: ReceiptAnswer }) {
  const { open, opening, thrown } = useOpen()
  const { entitlement } = receipt
  if (!receipt.can_open || entitlement === null) return null
  return (
    <>
      {thrown !== null && <Trouble thrown={thrown} kept={t('shared.tried.notOpened')} reading />}
      <p className="acts">
        <Button variant="filled" onClick={() => open(entitlement)}>
          {opening === undefined
            ? t('wallet.receipt.open')
            : t('wallet.receipt.going', { vendor: receipt.vendor.name })}
        </Button>
      </p>
    </>
  )
}

function Facts({ receipt }: { receipt: ReceiptAnswer }) {
  const { zone } = useHere()
  const refunds = receipt.refunds.map((refund) => {
    const when = { amount: amountText(refund.amount), time: fullText(refund.at, zone) }
    return refund.reason === ''
      ? t('wallet.receipt.refunded', when)
      : t('wallet.receipt.refundedFor', { ...when, reason: refund.reason })
  })
  const paid = receipt.paid_from.map(({ label, amount }) =>
    t('wallet.receipt.paidPart', { wallet: label, amount: amountText(amount) }),
  )
  const facts: [term: string, words: string][] = [
    [t('wallet.receipt.licence'), receipt.licence_words],
    [t('wallet.receipt.paidFrom'), paid.join('\n')],
    [t('wallet.receipt.approvedBy'), receipt.approved_by ?? ''],
    [t('wallet.receipt.refund'), refunds.length === 0 ? t('wallet.receipt.noRefund') : refunds.join('\n')],
    [t('wallet.receipt.site'), receipt.site],
  ]
  return (
    <dl className="facts loose">
      {facts
        .filter(([, words]) => words !== '')
        .map(([term, words]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className="lines">
              <bdi>{words}</bdi>
            </dd>
          </div>
        ))}
      <div>
        <dt>{t('wallet.receipt.purchase')}</dt>
        <dd className="id">{receipt.id}</dd>
      </div>
    </dl>
  )
}
