import type { Receipt } from '../../api/shapes.ts'
import { Cash, column, Tokens } from '../../money/money.tsx'

/** Who got what of the price. */
export function Shares({ receipt }: { receipt: Receipt }) {
  const amounts = [...receipt.shares.map(({ amount }) => amount), receipt.price]
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who got what</h2>
      <table className="share">
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
          {receipt.shares.map(({ party, role, amount }) => (
            <tr key={`${party} ${role}`}>
              <td>
                <bdi>{party}</bdi>
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
            <td>You paid</td>
            <td className="amts" style={column(amounts)}>
              <Tokens value={receipt.price} />
            </td>
            <td className="amts" style={column(amounts, 'money')}>
              <Cash value={receipt.price} />
            </td>
          </tr>
        </tfoot>
      </table>
    </section>
  )
}
