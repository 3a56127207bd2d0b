import type { Overview } from '../../api/shapes.ts'
import { Empty } from '../../parts/page.tsx'
import { Cash, column, Tokens } from '../../money/money.tsx'
import { decimal, t } from '../../words/say.tsx'

/** What sells best, by what it brings. */
export function TopItems({ items }: { items: Overview['top_items'] }) {
  return (
    <section className="card flush" aria-labelledby="top">
      <div className="head">
        <h2 id="top">{t('console.overview.top.heading')}</h2>
      </div>
      {items.length === 0 ? (
        <Empty title={t('console.overview.top.none')}>{t('console.overview.top.how')}</Empty>
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
            <th scope="col">{t('console.overview.top.item')}</th>
            <th scope="col" className="amts">
              {t('shared.money.tokensHead')}
            </th>
            <th scope="col" className="amts">
              {t('console.overview.top.sold')}
            </th>
            <th scope="col" className="amts">
              {t('console.overview.top.yours')}
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
              <td className="amts num">{decimal(item.sold)}</td>
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
