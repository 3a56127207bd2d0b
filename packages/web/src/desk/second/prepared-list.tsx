import { Link } from '@tanstack/react-router'
import { moneyText } from '../../money/text.ts'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { agoText, untilText } from '../../words/time.ts'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import type { PreparedAct, PreparedStatus } from '../shapes.ts'

const looks: Record<PreparedStatus, string> = {
  waiting: 'tag wait',
  approved: 'tag good',
  refused: 'tag bad',
  withdrawn: 'tag',
  lapsed: 'tag',
}

export const PreparedTag = ({ status }: { status: PreparedStatus }) => (
  <span className={looks[status]}>{said('code', status)}</span>
)

/** Prepared acts, a row each. */
export function PreparedList({ name, rows }: { name: string; rows: readonly PreparedAct[] }) {
  const here = useHere()
  return (
    <List
      name={name}
      rows={rows}
      idOf={({ id }) => id}
      columns={[
        {
          head: t('desk.second.act'),
          cell: ({ id, act, says }) => (
            <Link to="/desk/second/$pre" params={{ pre: id }} data-row preload={false}>
              {said('act', act, says)}
            </Link>
          ),
        },
        {
          head: t('desk.second.amount'),
          amounts: true,
          cell: ({ amount }) => (amount === null ? <span className="dim">–</span> : moneyText(amount)),
        },
        { head: t('desk.second.by'), cell: ({ by, own }) => (own ? t('desk.second.you') : <bdi>{by.name}</bdi>) },
        { head: t('desk.second.since'), cell: ({ prepared_at }) => agoText(prepared_at, here), narrow: true },
        {
          head: t('desk.second.state'),
          cell: ({ status, lapses_at }) => (
            <>
              <PreparedTag status={status} />
              {status === 'waiting' && (
                <span className="xs dim"> {t('desk.second.until', { at: untilText(lapses_at, here) })}</span>
              )}
            </>
          ),
        },
      ]}
    />
  )
}
