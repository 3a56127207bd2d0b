import { lazy, Suspense } from 'react'
import { Cash, column } from '../../money/money.tsx'
import { Ghost } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { dayLabel, zoneText } from '../../words/time.ts'
import { type Day, parts } from './sale-parts.ts'

const Chart = lazy(() => import('./chart.tsx'))

/** Sales by day as a stacked chart, and as a table for those who read rather than look. */
export function SalesByDay({ days, zone }: { days: readonly Day[]; zone: string }) {
  return (
    <figure className="card" aria-labelledby="by-day">
      <div className="head">
        <h2 id="by-day">{t('console.overview.byDay.heading')}</h2>
        <p className="key">
          {parts.map(({ name, color }) => (
            <span key={name}>
              <b style={{ background: color }} />
              {t(`console.overview.part.${name}`)}
            </span>
          ))}
        </p>
      </div>
      <p className="xs dim">{t('console.overview.byDay.how', { zone: zoneText(zone) })}</p>
      <Suspense fallback={<Ghost height="15.5rem" />}>
        <Chart days={days} />
      </Suspense>
      <details className="as-table">
        <summary>{t('console.overview.byDay.asTable')}</summary>
        <DayTable days={days} />
      </details>
    </figure>
  )
}

const columns = ['sales', 'refunds', ...parts.map(({ name }) => name)] as const

function DayTable({ days }: { days: readonly Day[] }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t('console.overview.byDay.label')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('console.overview.byDay.day')}</th>
            {columns.map((name) => (
              <th key={name} scope="col" className="amts">
                {t(`console.overview.part.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody
          style={column(
            days.flatMap((day) => columns.map((name) => day[name])),
            'money',
          )}
        >
          {days.map((day) => (
            <tr key={day.day}>
              <td className="nowrap">{dayLabel(day.day)}</td>
              {columns.map((name) => (
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
