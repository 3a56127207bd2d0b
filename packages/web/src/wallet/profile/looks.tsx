import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { StaffLook } from '../../api/shapes.ts'
import { Empty } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { looksQuery } from '../queries.ts'

/** Who of the provider's people looked at this account or did something to it, when and why. */
export function Looks({ provider }: { provider: string }) {
  const query = useInfiniteQuery(looksQuery())
  const { isError, error, refetch } = query
  const looks = useMemo(() => query.data?.pages.flatMap(({ data }) => data), [query.data])
  return (
    <section className="card" aria-labelledby="looks">
      <div className="head">
        <h2 id="looks">{t('wallet.profile.looks.heading')}</h2>
      </div>
      <p className="sm dim">{t('wallet.profile.looks.why', { provider })}</p>
      <Shown query={{ data: looks, isError, error, refetch }} waiting={<Ghost rows={2} />}>
        {(list) => (list.length === 0 ? <NoneYet /> : <LookRows looks={list} />)}
      </Shown>
      {query.hasNextPage && (
        <p className="acts more">
          <Button variant="default" onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? t('shared.parts.fetching') : t('wallet.profile.looks.earlier')}
          </Button>
        </p>
      )}
    </section>
  )
}

function NoneYet() {
  return (
    <div className="stack gap-above">
      <Empty title={t('wallet.profile.looks.none')}>{t('wallet.profile.looks.noneHow')}</Empty>
    </div>
  )
}

function LookRows({ looks }: { looks: readonly StaffLook[] }) {
  const { zone } = useHere()
  return (
    <ul className="rows">
      {looks.map((look) => (
        <li key={look.id}>
          <div className="grow">
            <p className="wrap">
              <What look={look} />
            </p>
            <p className="sm dim wrap">
              <Rich
                say="wallet.profile.looks.whenAndReason"
                with={{ time: fullText(look.at, zone), reason: <bdi>{look.reason}</bdi> }}
              />
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What they did is said by the room whose act it is; what they looked at, here. */
function What({ look: { staff, kind, at_what: at, act } }: { look: StaffLook }) {
  const who = <bdi>{staff}</bdi>
  if (at !== 'act' || act === null) return <Rich say={`wallet.profile.looks.at.${at}`} with={{ staff: who }} />
  return <Rich say={`wallet.profile.looks.act.${kind}`} with={{ staff: who, act: <bdi>{act}</bdi> }} />
}
