import { useQuery } from '@tanstack/react-query'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import type { TimedWork } from '../shapes.ts'
import { troubled, workQuery } from './queries.ts'
import { Nothing } from '../parts/values.tsx'

/** Schedules and jobs: what is due when, how far it is, and what went wrong. */
export function WorkPage() {
  useTitle(t('desk.work.title'))
  const query = useQuery(workQuery())
  return (
    <>
      <h1>{t('desk.work.title')}</h1>
      <p className="sm dim">{t('desk.work.says')}</p>
      <Shown query={query} waiting={<Ghost rows={10} height="2rem" />}>
        {({ data }) => <WorkList work={data} />}
      </Shown>
    </>
  )
}

const looks: Record<TimedWork['status'], string> = {
  waiting: 'tag',
  running: 'tag cop',
  failing: 'tag bad',
  late: 'tag wait',
  done: 'tag good',
  given_up: 'tag bad',
}

function WorkList({ work }: { work: readonly TimedWork[] }) {
  const here = useHere()
  const ago = (at: string | null) => (at === null ? <Nothing /> : agoText(at, here))
  return (
    <List
      name={t('desk.work.title')}
      rows={[...work].sort((one, other) => Number(troubled(other)) - Number(troubled(one)))}
      idOf={({ name, job }) => job ?? name}
      columns={[
        {
          head: t('desk.work.name'),
          cell: ({ name, job, rule }) => (
            <>
              {name} {job !== null && <span className="id dim">{job}</span>}
              {rule !== null && <span className="xs dim"> {rule}</span>}
            </>
          ),
        },
        {
          head: t('desk.work.state'),
          cell: ({ status }) => <span className={looks[status]}>{said('code', status)}</span>,
        },
        { head: t('desk.work.next'), cell: ({ next_try_at }) => ago(next_try_at), narrow: true },
        { head: t('desk.work.last'), cell: ({ ended_at }) => ago(ended_at), narrow: true },
        {
          head: t('desk.work.progress'),
          cell: ({ progress, last_error }) => (
            <>
              {progress !== null &&
                (progress.of === null
                  ? t('desk.work.done', { done: String(progress.done), what: progress.words ?? '' })
                  : t('desk.work.doneOf', {
                      done: String(progress.done),
                      all: String(progress.of),
                      what: progress.words ?? '',
                    }))}
              {last_error !== null && <span className="err"> {last_error}</span>}
            </>
          ),
        },
      ]}
    />
  )
}
