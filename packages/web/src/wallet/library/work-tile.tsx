import { Link } from '@tanstack/react-router'
import type { LibraryItem } from '../../api/shapes.ts'
import { useHere } from '../../parts/session.ts'
import { Rich, t } from '../../words/say.tsx'
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
            <Rich say="wallet.library.receipt" with={{ title: item.item_title }} />
          </Link>
        )}
      </p>
    </li>
  )
}

/** What is left of the licence, by views and by time; amber where it is little. */
function LicenceTags({ item, opening }: { item: LibraryItem; opening: boolean }) {
  const here = useHere()
  if (opening) return <span className="tag cop">{t('wallet.library.opening')}</span>
  if (item.status === 'ended')
    return (
      <span className="tag">
        {item.ends_at === null
          ? t('wallet.library.ended')
          : t('wallet.library.endedOn', { date: dateText(item.ends_at, here) })}
      </span>
    )
  if (item.views_left === null && item.ends_at === null) return <span className="tag">{t('wallet.library.kept')}</span>
  const soon = item.ends_at !== null && Date.parse(item.ends_at) - here.now.getTime() < 86_400_000
  return (
    <>
      {item.views_left !== null && (
        <span className={item.views_left <= 1 ? 'tag wait' : 'tag'}>
          {t('wallet.library.viewsLeft', { count: item.views_left })}
        </span>
      )}
      {item.ends_at !== null && <span className={soon ? 'tag wait' : 'tag'}>{leftText(item.ends_at, here.now)}</span>}
    </>
  )
}
