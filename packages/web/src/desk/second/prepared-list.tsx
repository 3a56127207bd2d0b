import { Link } from '@tanstack/react-router'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { agoText, untilText } from '../../words/time.ts'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import { SubjectLink } from '../parts/values.tsx'
import type { PreparedRow, PreparedStatus } from '../shapes.ts'

const looks: Record<PreparedStatus, string> = {
  waiting: 'tag wait',
  done: 'tag good',
  refused: 'tag bad',
  withdrawn: 'tag',
  lapsed: 'tag',
}

export const PreparedTag = ({ status }: { status: PreparedStatus }) => (
  <span className={looks[status]}>{said('code', status)}</span>
)

/** Prepared acts, a row each. */
export function PreparedList({ name, rows }: { name: string; rows: readonly PreparedRow[] }) {
  const here = useHere()
  return (
    <List
      name={name}
      rows={rows}
      idOf={({ id }) => id}
      columns={[
        {
          head: t('desk.second.act'),
          cell: ({ id, name: act }) => (
            <Link to="/desk/second/$pre" params={{ pre: id }} data-row preload={false}>
              {said('act', act)}
            </Link>
          ),
        },
        {
          head: t('desk.second.by'),
          cell: ({ staff, may }) => (may.withdraw ? t('desk.second.you') : <bdi>{staff.name}</bdi>),
        },
        { head: t('desk.second.about'), cell: ({ subject }) => <SubjectLink subject={subject} /> },
        { head: t('desk.second.since'), cell: ({ created_at }) => agoText(created_at, here), narrow: true },
        {
          head: t('desk.second.state'),
          cell: ({ status, expires_at }) => (
            <>
              <PreparedTag status={status} />
              {status === 'waiting' && expires_at !== null && (
                <span className="xs dim"> {t('desk.second.until', { at: untilText(expires_at, here) })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
