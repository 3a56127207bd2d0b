import { Link } from '@tanstack/react-router'
import type { Sale } from '../../api/shapes.ts'
import { column, Tokens } from '../../money/money.tsx'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { agoText, dayOf, secondsText } from '../../words/time.ts'
import { SaleState } from '../sales/sale-state.tsx'
import { shortPayer } from '../sales/short-payer.ts'

/** The newest purchases, to the second. */
export function Latest({ ven, sales }: { ven: string; sales: readonly Sale[] }) {
  const here = useHere()
  const today = dayOf(here.now, here.zone)
  return (
    <section className="card flush" aria-labelledby="latest">
      <div className="head">
        <h2 id="latest">{t('console.overview.latest.heading')}</h2>
        <Link to="/console/$ven/sales" params={{ ven }} className="xs">
          {t('console.overview.latest.filter')}
        </Link>
      </div>
      <div className="scroll" tabIndex={0} role="group" aria-labelledby="latest">
        <table className="wide-table">
          <thead>
            <tr>
              <th scope="col">{t('console.sales.asked')}</th>
              <th scope="col">{t('console.sales.item')}</th>
              <th scope="col">{t('console.sales.payer')}</th>
              <th scope="col">{t('console.sales.state')}</th>
              <th scope="col" className="amts">
                {t('shared.money.tokensHead')}
              </th>
            </tr>
          </thead>
          <tbody style={column(sales.map(({ price }) => price))}>
            {sales.map((sale) => (
              <tr key={sale.id}>
                <td className="num nowrap">
                  {dayOf(new Date(sale.at), here.zone) === today
                    ? secondsText(sale.at, here.zone)
                    : agoText(sale.at, here)}
                </td>
                <td className="title">
                  <Link to="/console/$ven/sales/$txn" params={{ ven, txn: sale.id }}>
                    <bdi>{sale.item_title}</bdi>
                  </Link>
                </td>
                <td className="id">{shortPayer(sale.payer)}</td>
                <td>
                  <SaleState sale={sale} />
                </td>
                <td className="amts">
                  <Tokens value={sale.price} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}
