import type { Overview } from '../../api/shapes.ts'
import { Empty } from '../../parts/page.tsx'
import { Cash, column, Tokens } from '../../money/money.tsx'

/** What sells best, by what it brings. */
export function TopItems({ items }: { items: Overview['top_items'] }) {
  return (
    <section className="card flush" aria-labelledby="top">
      <div className="head">
        <h2 id="top">Top items</h2>
      </div>
      {items.length === 0 ? (
        <Empty title="Nothing was sold in these days">What sells best stands here, by what it brings you.</Empty>
      ) : (
        <ItemTable items={items} />
      )}
    </section>
  )
}

function ItemTable({ items }: { items: Overview['top_items'] }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-labelledby="top">
      <table>
        <thead>
          <tr>
            <th scope="col">Item</th>
            <th scope="col" className="amts">
              Tokens
            </th>
            <th scope="col" className="amts">
              Sold
            </th>
            <th scope="col" className="amts">
              Yours
            </th>
          </tr>
        </thead>
        <tbody>
          {items.map((item) => (
            <tr key={item.id}>
              <td className="title">
                <bdi>{item.title}</bdi>
              </td>
              <td className="amts" style={column(items.map(({ price }) => price))}>
                <Tokens value={item.price} />
              </td>
              <td className="amts num">{item.sold.toLocaleString('en-US')}</td>
              <td
                className="amts"
                style={column(
                  items.map(({ vendor }) => vendor),
                  'money',
                )}
              >
                <Cash value={item.vendor} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
