import { lazy, Suspense } from 'react'
import { Cash, column } from '../../money/money.tsx'
import { Ghost } from '../../parts/shown.tsx'
import { dayLabel } from './day-label.ts'
import { type Day, parts } from './sale-parts.ts'

const Chart = lazy(() => import('./chart.tsx'))

/** Sales by day as a stacked chart, and as a table for whoever reads rather than looks. */
export function SalesByDay({ days }: { days: readonly Day[] }) {
  return (
    <figure className="card" aria-labelledby="by-day">
      <div className="head">
        <h2 id="by-day">Sales by day</h2>
        <p className="key">
          {parts.map(({ name, words, color }) => (
            <span key={name}>
              <b style={{ background: color }} />
              {words}
            </span>
          ))}
        </p>
      </div>
      <Suspense fallback={<Ghost height="15.5rem" />}>
        <Chart days={days} />
      </Suspense>
      <details className="as-table">
        <summary>The same as a table</summary>
        <DayTable days={days} />
      </details>
    </figure>
  )
}

function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Sales by day, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {parts.map(({ name, words }) => (
              <th key={name} scope="col" className="amts">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          style={column(
            days.flatMap(({ vendor, royalties, fees }) => [vendor, royalties, fees]),
            'money',
          )}
        >
          {days.map((day) => (
            <tr key={day.day}>
              <td>{dayLabel(day.day)}</td>
              {parts.map(({ name }) => (
                <td key={name} className="amts">
                  <Cash value={day[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
