import type { SaleDetail } from '../../api/shapes.ts'
import { Cash, column, Tokens } from '../../money/money.tsx'
import { useHere } from '../../parts/session.ts'
import { fullText } from '../../words/time.ts'

type Royalty = SaleDetail['royalty_transactions'][number]

/** One royalty transaction (R1g): who got what of one capture. */
export function Split({ royalty }: { royalty: Royalty }) {
  const { zone } = useHere()
  const rows = [
    { name: 'Yours', role: '', amount: royalty.vendor },
    ...royalty.shares.map(({ name, role, amount }) => ({ name, role, amount })),
    { name: 'Provider’s fee', role: '', amount: royalty.fee },
  ]
  const amounts = [...rows.map(({ amount }) => amount), royalty.amount]
  return (
    <section aria-label="Royalty transaction">
      <h3>
        Royalty transaction <span className="xs dim">{fullText(royalty.captured_at, zone)}</span>
      </h3>
      <table className="split">
        <thead>
          <tr>
            <th scope="col">Party</th>
            <th scope="col" className="amts">
              Tokens
            </th>
            <th scope="col" className="amts">
              Money
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, role, amount }) => (
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
        <tfoot>
          <tr>
            <td>Captured</td>
            <td className="amts" style={column(amounts)}>
              <Tokens value={royalty.amount} />
            </td>
            <td className="amts" style={column(amounts, 'money')}>
              <Cash value={royalty.amount} />
            </td>
          </tr>
        </tfoot>
      </table>
      <p className="xs dim">
        <span className="id">{royalty.id}</span>
      </p>
    </section>
  )
}
