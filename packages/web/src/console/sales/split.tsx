import type { SaleDetail } from '../../api/shapes.ts'
import { Cash, column, Tokens } from '../../money/money.tsx'
import { useHere } from '../../parts/session.ts'
import { PartyName, SplitTable } from '../../parts/split-table.tsx'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'

type Royalty = SaleDetail['royalty_transactions'][number]

/** Who has what of the sale, and below it the captures and refunds that led to it. */
export function SaleSplit({ sale }: { sale: SaleDetail }) {
  if (sale.split === null) return null
  const { royalty_transactions: all } = sale
  return (
    <section aria-labelledby="split">
      <h3 id="split">{t('console.sale.split.heading')}</h3>
      <SplitTable split={sale.split} vendor={t('console.sale.split.yours')} total={t('console.sale.split.captured')} />
      <details className="as-table">
        <summary>{t('console.sale.split.royalties', { count: all.length })}</summary>
        <div className="stack tight">
          {all.map((royalty) => (
            <Transaction key={royalty.id} royalty={royalty} />
          ))}
        </div>
      </details>
    </section>
  )
}

/** One royalty transaction (R1g): who got what of one capture, or gave back what in one refund. */
function Transaction({ royalty }: { royalty: Royalty }) {
  const { zone } = useHere()
  const rows = [
    { name: t('console.sale.split.yours'), role: '', amount: royalty.vendor },
    ...royalty.shares.map(({ name, role, amount }) => ({ name, role, amount })),
    { name: t('console.sale.split.fee'), role: '', amount: royalty.fee },
  ]
  const amounts = [...rows.map(({ amount }) => amount), royalty.amount]
  const time = fullText(royalty.at, zone)
  return (
    <div>
      <p className="mid">
        <Rich
          say={`console.sale.royalty.${royalty.type}`}
          with={{
            time,
            identifier: royalty.id,
            when: (inside) => <span className="xs dim">{inside}</span>,
            id: (inside) => <span className="xs id wrap">{inside}</span>,
          }}
        />
      </p>
      <table className="split" aria-label={t(`console.sale.royaltyLabel.${royalty.type}`, { time })}>
        <tbody>
          {[...rows, { name: t('console.sale.split.together'), role: '', amount: royalty.amount }].map(
            ({ name, role, amount }) => (
              <tr key={`${name} ${role}`}>
                <td>
                  <PartyName name={name} role={role} />
                </td>
                <td className="amts" style={column(amounts)}>
                  <Tokens value={amount} />
                </td>
                <td className="amts" style={column(amounts, 'money')}>
                  <Cash value={amount} />
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}
