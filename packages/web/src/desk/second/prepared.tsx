import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { PlanTable } from '../acts/plan-table.tsx'
import { said } from '../parts/codes.ts'
import { SubjectLink } from '../parts/values.tsx'
import type { PreparedAct } from '../shapes.ts'
import { Decide } from './decide.tsx'
import { PreparedTag } from './prepared-list.tsx'
import { preparedOneQuery } from './queries.ts'

const route = getRouteApi('/desk/second/$pre')

/** An act that needs a second person: what it will do, why, and the buttons of whoever may decide. */
export function Prepared() {
  const { pre } = route.useParams()
  useTitle(t('desk.second.one'))
  return (
    <Shown query={useQuery(preparedOneQuery(pre))} waiting={<Ghost rows={4} height="4rem" />}>
      {(act) => <Whole act={act} />}
    </Shown>
  )
}

function Whole({ act }: { act: PreparedAct }) {
  const { zone } = useHere()
  return (
    <>
      <div className="bar-top">
        <h1>{said('act', act.name)}</h1>
        <PreparedTag status={act.status} />
      </div>
      <section className="card stack tight" aria-label={t('desk.second.facts')}>
        <dl className="facts">
          <div>
            <dt>{t('desk.second.about')}</dt>
            <dd>
              <SubjectLink subject={act.subject} />
            </dd>
          </div>
          <div>
            <dt>{t('desk.second.by')}</dt>
            <dd>
              <Rich
                say="desk.second.byAt"
                with={{ name: <bdi>{act.staff.name}</bdi>, at: fullText(act.created_at, zone) }}
              />
            </dd>
          </div>
          <div>
            <dt>{t('desk.second.reason')}</dt>
            <dd>
              <bdi>{act.reason}</bdi>
            </dd>
          </div>
          {act.ended_at !== null && (
            <div>
              <dt>{said('code', act.status)}</dt>
              <dd>
                <Ended name={act.second?.name} at={fullText(act.ended_at, zone)} reason={act.second_reason} />
              </dd>
            </div>
          )}
        </dl>
        <h2>{t('desk.plan.title')}</h2>
        <PlanTable lines={act.lines} />
      </section>
      {act.status === 'waiting' && act.changed === true && (
        <section className="card stack tight" aria-labelledby="changed">
          <h2 id="changed">{t('desk.second.changedTitle')}</h2>
          <p className="sm">{t('desk.second.changed')}</p>
          {act.now && <PlanTable lines={act.now} />}
        </section>
      )}
      {act.status === 'waiting' && <Decide act={act} />}
    </>
  )
}

/** Who decided it, when and why; what lapsed was decided by nobody. */
function Ended({ name, at, reason }: { name: string | undefined; at: string; reason: string | null }) {
  if (name === undefined) return at
  const who = <bdi>{name}</bdi>
  return reason === null ? (
    <Rich say="desk.second.byAt" with={{ name: who, at }} />
  ) : (
    <Rich say="desk.second.byAtWhy" with={{ name: who, at, reason: <bdi>{reason}</bdi> }} />
  )
}
