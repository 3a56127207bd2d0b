import { queryOptions, useQuery } from '@tanstack/react-query'
import { Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { fileUrl, read } from '../api.ts'
import { isReason, useReason } from '../parts/reason.tsx'
import type { Month } from '../shapes.ts'

const monthsQuery = () =>
  queryOptions({
    queryKey: ['desk', 'record', 'months'],
    queryFn: ({ signal }) => read<{ data: readonly Month[] }>('/api/desk/record/months', {}, signal),
  })

/** The files of whole months, for the auditor: the same bytes whenever they are fetched. */
export function Months() {
  const reason = useReason()
  return (
    <Shown query={useQuery(monthsQuery())} waiting={null}>
      {({ data }) => (
        <section className="card stack tight" aria-labelledby="months">
          <h2 id="months">{t('desk.record.months')}</h2>
          {data.length === 0 ? (
            <p className="sm dim">{t('desk.record.noMonths')}</p>
          ) : (
            <ul className="rows">
              {data.map(({ month, lines, sha256 }) => (
                <li key={month}>
                  <div className="grow">
                    <p>
                      {isReason(reason) ? (
                        <a href={fileUrl(`/api/desk/record/months/${month}`, { reason })} download={`${month}.csv`}>
                          {month}
                        </a>
                      ) : (
                        month
                      )}{' '}
                      <span className="dim sm">{t('desk.record.lines', { count: lines })}</span>
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
