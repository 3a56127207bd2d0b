import { Link } from '@tanstack/react-router'
import { memo, useMemo, type CSSProperties, type KeyboardEvent } from 'react'
import type { Sale } from '../../api/shapes.ts'
import { Cash, column, Tokens } from '../../money/money.tsx'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { dayOf, secondsText } from '../../words/time.ts'
import { SaleState } from './sale-state.tsx'
import { shortPayer } from './short-payer.ts'
import { SortHead } from './sort-head.tsx'

type Props = { ven: string; sales: readonly Sale[]; sort: string | undefined; stale: boolean }

/** The sales; arrow keys go from row to row, Enter opens. */
export function SaleTable({ ven, sales, sort, stale }: Props) {
  const { zone } = useHere()
  const rooms = useMemo(() => {
    const prices = sales.map(({ price }) => price)
    const nets = sales.map(({ net }) => net)
    return { tokens: column(prices), money: column(prices, 'money'), net: column(nets, 'money') }
  }, [sales])
  return (
    <section className="card flush" aria-label={t('console.sales.title')} aria-busy={stale}>
      <div className="scroll" tabIndex={0} role="group" aria-label={t('console.sales.label')}>
        <table className="sales" onKeyDown={walkRows}>
          <thead>
            <tr>
              <SortHead name="at" words={t('console.sales.asked')} sort={sort} first="-at" />
              <th scope="col">{t('console.sales.item')}</th>
              <th scope="col">{t('console.sales.payer')}</th>
              <th scope="col">{t('console.sales.order')}</th>
              <th scope="col">{t('console.sales.state')}</th>
              <SortHead name="price" words={t('shared.money.tokensHead')} sort={sort} amounts />
              <th scope="col" className="amts">
                {t('shared.money.moneyHead')}
              </th>
              <th scope="col" className="amts">
                {t('console.sales.afterRefunds')}
              </th>
            </tr>
          </thead>
          <tbody>
            {sales.map((sale) => (
              <SaleRow key={sale.id} ven={ven} sale={sale} zone={zone} rooms={rooms} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

type RowProps = { ven: string; sale: Sale; zone: string; rooms: Record<'tokens' | 'money' | 'net', CSSProperties> }

const SaleRow = memo(function SaleRow({ ven, sale, zone, rooms }: RowProps) {
  return (
    <tr>
      <td className="num nowrap">
        <span className="dim">{dayOf(new Date(sale.at), zone)}</span> {secondsText(sale.at, zone)}
      </td>
      <td className="title">
        <Link to="/console/$ven/sales/$txn" params={{ ven, txn: sale.id }} search={(before) => before} preload={false}>
          <bdi>{sale.item_title}</bdi>
        </Link>
      </td>
      <td className="id">{shortPayer(sale.payer)}</td>
      <td className="id order">{sale.order_reference}</td>
      <td>
        <SaleState sale={sale} />
      </td>
      <td className="amts" style={rooms.tokens}>
        <Tokens value={sale.price} />
      </td>
      <td className="amts dim" style={rooms.money}>
        <Cash value={sale.price} />
      </td>
      <td className="amts" style={rooms.net}>
        <Cash value={sale.net} />
      </td>
    </tr>
  )
})

/** Moves the focus to the link in the row above or below. */
function walkRows(event: KeyboardEvent<HTMLTableElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined || !(event.target instanceof HTMLAnchorElement)) return
  const links = [...event.currentTarget.querySelectorAll<HTMLAnchorElement>('tbody a')]
  const next = links[links.indexOf(event.target) + step]
  if (!next) return
  event.preventDefault()
  next.focus()
}
