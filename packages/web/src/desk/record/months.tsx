import { queryOptions, useQuery } from '@tanstack/react-query'
import { Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { read } from '../api.ts'

type Month = { readonly month: string; readonly rows: number; readonly sha256: string; readonly closed_at: string }

const monthsQuery = () =>
  queryOptions({
    queryKey: ['desk', 'record', 'months'],
    queryFn: ({ signal }) => read<{ data: readonly Month[] }>('/api/desk/record/months', {}, signal),
  })

/** The files of whole months, for the auditor: the same bytes whenever they are fetched. */
export function Months() {
  return (
    <Shown query={useQuery(monthsQuery())} waiting={null}>
      {({ data }) => (
        <section className="card stack tight" aria-labelledby="months">
          <h2 id="months">{t('desk.record.months')}</h2>
          {data.length === 0 ? (
            <p className="sm dim">{t('desk.record.noMonths')}</p>
          ) : (
            <ul className="rows">
              {data.map(({ month, rows, sha256 }) => (
                <li key={month}>
                  <div className="grow">
                    <p>
                      <a href={`/api/desk/record/months/${month}.csv`} download>
                        {month}
                      </a>{' '}
                      <span className="dim sm">{t('desk.record.lines', { count: rows })}</span>
                    </p>
                    <p className="id wrap xs dim">{t('desk.record.sha256', { sha256 })}</p>
                  </div>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
    </Shown>
  )
}
