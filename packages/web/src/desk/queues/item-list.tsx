import { Link } from '@tanstack/react-router'
import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { List } from '../parts/list.tsx'
import type { WorkItem } from '../shapes.ts'
import { WhoWorks } from './who-works.tsx'

/** Work items, a row each. */
export function ItemList({ name, items }: { name: string; items: readonly WorkItem[] }) {
  const here = useHere()
  return (
    <List
      name={name}
      rows={items}
      idOf={({ id }) => id}
      columns={[
        {
          head: t('desk.queues.what'),
          cell: ({ id, title }) => (
            <Link to="/desk/items/$wit" params={{ wit: id }} data-row preload={false}>
              <bdi>{title}</bdi>
            </Link>
          ),
        },
        { head: t('desk.queues.since'), cell: ({ opened_at }) => agoText(opened_at, here), narrow: true },
        {
          head: t('desk.queues.due'),
          narrow: true,
          cell: ({ due_at }) =>
            Date.parse(due_at) <= here.now.getTime() ? (
              <span className="tag wait">{agoText(due_at, here)}</span>
            ) : (
              agoText(due_at, here)
            ),
        },
        { head: t('desk.queues.who'), cell: (item) => <WhoWorks item={item} /> },
      ]}
    />
  )
}
