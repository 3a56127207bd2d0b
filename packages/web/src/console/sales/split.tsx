import type { SaleDetail } from '../../api/shapes.ts'
import { Cash, column, Tokens } from '../../money/money.tsx'
import { useHere } from '../../parts/session.ts'
import { SplitTable } from '../../parts/split-table.tsx'
import { fullText } from '../../words/time.ts'

type Royalty = SaleDetail['royalty_transactions'][number]

/** Who has what of the sale, and below it the captures and refunds that led to it. */
export function SaleSplit({ sale }: { sale: SaleDetail }) {
  if (sale.split === null) return null
  const { royalty_transactions: all } = sale
  return (
    <section aria-labelledby="split">
      <h3 id="split">Who got what</h3>
      <SplitTable split={sale.split} vendor="Yours" total="Captured" />
      <details className="as-table">
        <summary>{all.length === 1 ? 'The royalty transaction' : `All ${all.length} royalty transactions`}</summary>
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
    { name: 'Yours', role: '', amount: royalty.vendor },
    ...royalty.shares.map(({ name, role, amount }) => ({ name, role, amount })),
    { name: 'Provider’s fee', role: '', amount: royalty.fee },
  ]
  const amounts = [...rows.map(({ amount }) => amount), royalty.amount]
  const what = royalty.type === 'capture' ? 'Captured' : 'Refunded'
  return (
    <div>
      <p className="mid">
        <strong>{what}</strong> <span className="xs dim">{fullText(royalty.at, zone)}</span>{' '}
        <span className="xs id wrap">{royalty.id}</span>
      </p>
      <table className="split" aria-label={`${what}, ${fullText(royalty.at, zone)}`}>
        <tbody>
          {[...rows, { name: 'Together', role: '', amount: royalty.amount }].map(({ name, role, amount }) => (
            <tr key={`${name} ${role}`}>
              <td>
                <bdi>{name}</bdi>
                {role !== '' && <span className="dim">, {role}</span>}
              </td>
              <td className="amts" style={column(amounts)}>
                <Tokens value={amount} />
              </td>
              <td className="amts" style={column(amounts, 'money')}>
                <Cash value={amount} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
