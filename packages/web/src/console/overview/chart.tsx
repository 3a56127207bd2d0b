import '@mantine/charts/styles.css'
import { BarChart } from '@mantine/charts'
import { moneyText, symbolOf } from '../../money/text.ts'
import { decimal, t } from '../../words/say.tsx'
import { dayLabel } from '../../words/time.ts'
import { type Day, parts } from './sale-parts.ts'

/**
 * The chart alone: its library is large and is loaded after the figures. Its numbers are only heights; all text is
 * exact.
 */
export default function Chart({ days }: { days: readonly Day[] }) {
  const [first] = days
  const last = days.at(-1)
  if (first === undefined || last === undefined)
    return <p className="dim chart-none">{t('console.overview.byDay.none')}</p>
  const heights = days.map(({ day, vendor, royalties, fees }) => ({
    day,
    vendor: Number(vendor.amount),
    royalties: Number(royalties.amount),
    fees: Number(fees.amount),
  }))
  return (
    <div
      role="img"
      aria-label={t('console.overview.byDay.chart', { first: dayLabel(first.day), last: dayLabel(last.day) })}
    >
      <BarChart
        h={248}
        data={heights}
        dataKey="day"
        type="stacked"
        series={parts.map(({ name, color }) => ({ name, label: t(`console.overview.part.${name}`), color }))}
        tickLine="none"
        gridAxis="x"
        strokeDasharray="0"
        gridColor="var(--f-chart-grid)"
        textColor="var(--f-color-dimmed)"
        maxBarWidth={28}
        barProps={{ isAnimationActive: false }}
        // A day with more refunds than sales is drawn below the line.
        barChartProps={{ stackOffset: 'sign' }}
        xAxisProps={{ tickFormatter: dayLabel, minTickGap: 40 }}
        yAxisProps={{
          width: 48,
          tickCount: 5,
          tickFormatter: (height: number) =>
            `${height < 0 ? '−' : ''}${symbolOf(first.vendor.currency)}${decimal(Math.abs(height))}`,
        }}
        tooltipAnimationDuration={0}
        tooltipProps={{
          content: ({ label }) => <Tip day={days.find(({ day }) => day === label)} />,
        }}
      />
    </div>
  )
}

function Tip({ day }: { day: Day | undefined }) {
  if (day === undefined) return null
  return (
    <div className="card tip">
      <p className="strong">{dayLabel(day.day)}</p>
      {[...parts.map(({ name }) => name), 'sales' as const, 'refunds' as const].map((name) => (
        <p key={name}>
          {t(`console.overview.part.${name}`)} <span className="amt">{moneyText(day[name])}</span>
        </p>
      ))}
    </div>
  )
}
