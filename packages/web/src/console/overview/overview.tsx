import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import type { Overview as OverviewAnswer } from '../../api/shapes.ts'
import { useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { TestTag } from '../../parts/tag.tsx'
import { t } from '../../words/say.tsx'
import { type DayChoice, dayChoices, daysOf, modeOf, overviewQuery } from '../queries.ts'
import { useVendorName } from '../vendor-switch.tsx'
import { Figures } from './figures.tsx'
import { FirstSale } from './first-sale.tsx'
import { Latest } from './latest.tsx'
import { Payable } from './payable.tsx'
import { Fees, Suspended } from './standing.tsx'
import { SalesByDay } from './sales-by-day.tsx'
import { TopItems } from './top-items.tsx'

const route = getRouteApi('/console/$ven/')

/** How sales go: figures, days, what is owed, what sells. */
export function Overview() {
  useTitle(t('console.overview.title'))
  const { ven } = route.useParams()
  const search = route.useSearch()
  const mode = modeOf(search)
  const query = useQuery(overviewQuery(ven, mode, daysOf(search)))
  return (
    <>
      <Head ven={ven} test={mode === 'test'} days={daysOf(search)} sites={query.data?.vendor.sites ?? []} />
      <Shown query={query} waiting={<Waiting />}>
        {(overview) => (
          <>
            <Suspended suspension={overview.vendor.suspension} />
            {overview.latest.length === 0 ? (
              <FirstSale ven={ven} test={mode === 'test'} />
            ) : (
              <Full ven={ven} overview={overview} />
            )}
            <Fees {...overview.vendor} />
          </>
        )}
      </Shown>
    </>
  )
}

type HeadProps = { ven: string; test: boolean; days: DayChoice; sites: readonly string[] }

function Head({ ven, test, days, sites }: HeadProps) {
  const name = useVendorName(ven)
  const navigate = route.useNavigate()
  return (
    <div className="bar-top">
      <div>
        <h1>
          <bdi>{name}</bdi>
        </h1>
        <p className="xs dim mid">
          {test ? <TestTag /> : <span className="tag">{t('console.overview.live')}</span>}
          <span className="id">{ven}</span>
          {sites[0] !== undefined && <span>{sites[0]}</span>}
        </p>
      </div>
      <div className="mid">
        <NativeSelect
          size="xs"
          aria-label={t('console.overview.days')}
          value={days}
          onChange={({ currentTarget }) =>
            void navigate({ search: (before) => ({ ...before, days: currentTarget.value }), replace: true })
          }
          data={dayChoices.map((choice) => ({ value: choice, label: t(`console.overview.choice.${choice}`) }))}
        />
        <Link to="/console/$ven/sales" params={{ ven }} className="btn sml">
          {t('console.overview.allSales')}
        </Link>
      </div>
    </div>
  )
}

function Full({ ven, overview }: { ven: string; overview: OverviewAnswer }) {
  return (
    <>
      <Figures totals={overview.totals} />
      <div className="grid a">
        <SalesByDay days={overview.by_day} zone={overview.days.time_zone} />
        <Payable payable={overview.payable} held={overview.held} royalties={overview.royalties_payable} />
      </div>
      <div className="grid b">
        <TopItems items={overview.top_items} />
        <Latest ven={ven} sales={overview.latest} />
      </div>
    </>
  )
}

function Waiting() {
  return (
    <>
      <Ghost height="5rem" />
      <div className="grid a">
        <Ghost height="19rem" />
        <Ghost height="19rem" />
      </div>
      <Ghost rows={5} height="2rem" />
    </>
  )
}
