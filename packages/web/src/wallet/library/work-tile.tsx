import { Link } from '@tanstack/react-router'
import type { LibraryItem } from '../../api/shapes.ts'
import { useHere } from '../../parts/session.ts'
import { count } from '../../words/count.ts'
import { dateText, leftText } from '../../words/time.ts'
import { Cover } from './cover.tsx'

type Props = { item: LibraryItem; opening: boolean; onOpen: (entitlement: string) => void }

/** One thing bought: the whole tile opens it; where its licence has ended, it leads to the receipt. */
export function WorkTile({ item, opening, onOpen }: Props) {
  const title = <bdi>{item.item_title}</bdi>
  return (
    <li className={item.status === 'ended' ? 'work-tile ended' : 'work-tile'}>
      <Cover item={item} />
      <h2>
        {item.can_open ? (
          <button type="button" className="plain quiet" aria-busy={opening} onClick={() => onOpen(item.entitlement)}>
            {title}
          </button>
        ) : (
          <Link to="/wallet/purchases/$txn" params={{ txn: item.purchase }}>
            {title}
          </Link>
        )}
      </h2>
      <p className="sm dim">
        <bdi>{item.vendor.name}</bdi>
      </p>
      <p className="left">
        <LicenceTags item={item} opening={opening} />
        {item.can_open && (
          <Link className="xs above" to="/wallet/purchases/$txn" params={{ txn: item.purchase }}>
            Receipt<span className="vh"> of {item.item_title}</span>
          </Link>
        )}
      </p>
    </li>
  )
}

/** What is left of the licence, by views and by time; amber where it is little. */
function LicenceTags({ item, opening }: { item: LibraryItem; opening: boolean }) {
  const here = useHere()
  if (opening) return <span className="tag cop">Opening</span>
  if (item.status === 'ended')
    return <span className="tag">{item.ends_at === null ? 'ended' : `ended ${dateText(item.ends_at, here)}`}</span>
  if (item.views_left === null && item.ends_at === null) return <span className="tag">yours to keep</span>
  const soon = item.ends_at !== null && Date.parse(item.ends_at) - here.now.getTime() < 86_400_000
  return (
    <>
      {item.views_left !== null && (
        <span className={item.views_left <= 1 ? 'tag wait' : 'tag'}>{count(item.views_left, 'view')} left</span>
      )}
      {item.ends_at !== null && <span className={soon ? 'tag wait' : 'tag'}>{leftText(item.ends_at, here.now)}</span>}
    </>
  )
}
