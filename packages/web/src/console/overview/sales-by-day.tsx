import { lazy, Suspense } from 'react'
import { Cash, column } from '../../money/money.tsx'
import { Ghost } from '../../parts/shown.tsx'
import { zoneText } from '../../words/time.ts'
import { dayLabel } from './day-label.ts'
import { type Day, parts } from './sale-parts.ts'

const Chart = lazy(() => import('./chart.tsx'))

/** Sales by day as a stacked chart, and as a table for those who read rather than look. */
export function SalesByDay({ days, zone }: { days: readonly Day[]; zone: string }) {
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
      <p className="xs dim">
        Captures on the day of the capture, less refunds on the day of the refund. Days of {zoneText(zone)}.
      </p>
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

const columns = [{ name: 'sales', words: 'Sales' }, { name: 'refunds', words: 'Refunds' }, ...parts] as const

function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Sales by day, table">
      <table>
        <thead>
          <tr>
            <th scope="col">Day</th>
            {columns.map(({ name, words }) => (
              <th key={name} scope="col" className="amts">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          style={column(
            days.flatMap((day) => columns.map(({ name }) => day[name])),
            'money',
          )}
        >
          {days.map((day) => (
            <tr key={day.day}>
              <td className="nowrap">{dayLabel(day.day)}</td>
              {columns.map(({ name }) => (
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
