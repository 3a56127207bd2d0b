import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Receipt as ReceiptAnswer } from '../../api/shapes.ts'
import { BigMoney } from '../../money/money.tsx'
import { amountText, isZero } from '../../money/text.ts'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { StateTag } from '../../parts/tag.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { fullText } from '../../words/time.ts'
import { useOpen } from '../library/use-open.ts'
import { receiptQuery } from '../queries.ts'
import { Shares } from './shares.tsx'

const route = getRouteApi('/wallet/purchases/$txn')

/** What was bought, of whom, under which licence, and who got which share. */
export function Receipt() {
  useTitle('Receipt')
  const { txn } = route.useParams()
  const query = useQuery(receiptQuery(txn))
  return (
    <>
      <p className="back sm">
        <Link className="alone" to="/wallet/history">
          Back to history
        </Link>
      </p>
      {query.data === undefined && <h1 className="vh">Receipt</h1>}
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
  return (
    <article className="sheet paper">
      <div className="in-sheet">
        <header>
          <div className="top-line">
            <p className="sm dim">
              <bdi>{receipt.vendor.name}</bdi>
              {receipt.approved_at !== null && ` · ${fullText(receipt.approved_at, zone)}`}
            </p>
            {receipt.mode === 'test' && <span className="tag wait">test: no real tokens</span>}
            <StateTag state={stateOf(receipt)} words={payersWords} />
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

/** What the vendor captured, the payer has paid. */
const payersWords = { captured: 'paid' }

/**
 * The server says what was refunded. Whether it is all or a part is found by comparing its decimal strings, not by
 * arithmetic.
 */
const stateOf = ({ status, refunded, price }: ReceiptAnswer): string =>
  isZero(refunded) ? status : refunded.amount === price.amount ? 'refunded' : 'partly_refunded'

function OpenIt({ receipt }: { receipt: ReceiptAnswer }) {
  const { open, opening, thrown } = useOpen()
  const { entitlement } = receipt
  if (!receipt.can_open || entitlement === null) return null
  return (
    <>
      {thrown !== null && <Trouble thrown={thrown} kept="It did not open, and no view was counted." reading />}
      <p className="acts">
        <Button variant="filled" onClick={() => open(entitlement)}>
          {opening === undefined ? 'Open it' : `Going to ${receipt.vendor.name}`}
        </Button>
      </p>
    </>
  )
}

function Facts({ receipt }: { receipt: ReceiptAnswer }) {
  const { zone } = useHere()
  const refunds = receipt.refunds.map(
    ({ at, amount, reason }) => `${amountText(amount)}, ${fullText(at, zone)}${reason === '' ? '' : `: ${reason}`}`,
  )
  const facts: [term: string, words: string][] = [
    ['Licence', receipt.licence_words],
    ['Paid from', receipt.paid_from.map(({ label, amount }) => `${label}: ${amountText(amount)}`).join('\n')],
    ['Approved by', receipt.approved_by ?? ''],
    ['Refund', refunds.length === 0 ? 'None' : refunds.join('\n')],
    ['Site', receipt.site],
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
        <dt>Purchase</dt>
        <dd className="id">{receipt.id}</dd>
      </div>
    </dl>
  )
}
