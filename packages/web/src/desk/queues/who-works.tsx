import { useHere } from '../../parts/session.ts'
import { t } from '../../words/say.tsx'
import { clockText } from '../../words/time.ts'
import type { WorkItem } from '../shapes.ts'

/** Who has an item in hand, and who shall do it. */
export function WhoWorks({ item }: { item: WorkItem }) {
  const { zone } = useHere()
  const { claimed_by, claimed_until, assignee, mine } = item
  if (claimed_by !== null && claimed_until !== null) {
    const until = clockText(claimed_until, zone)
    return (
      <span className={mine ? 'tag cop' : 'tag'}>
        {mine ? t('desk.queues.yours', { until }) : t('desk.queues.theirs', { name: claimed_by.name, until })}
      </span>
    )
  }
  if (assignee !== null) return <span className="dim">{t('desk.queues.assigned', { name: assignee.name })}</span>
  return <span className="dim">{t('desk.queues.nobody')}</span>
}
