import { Link } from '@tanstack/react-router'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { IdLink } from '../parts/values.tsx'
import type { Done } from '../shapes.ts'
import type { Typed } from './input.ts'

/** That it was done, or waits for a second person; and the way back to what it was about. */
export function ActDone({ done, given }: { done: Done; given: Typed }) {
  const about = Object.values(given).find((value) => /^[a-z]{3}_[0-9a-z]{26}$/.test(value))
  const answer = Object.entries(
    typeof done.answer === 'object' && done.answer !== null ? (done.answer as Record<string, unknown>) : {},
  ).flatMap(([name, value]) => (typeof value === 'string' ? [{ name, value }] : []))
  return (
    <section className="card stack tight" aria-labelledby="done">
      <div className={done.status === 'done' ? 'banner good' : 'banner wait'} role="status">
        <p id="done">{done.status === 'done' ? t('desk.acts.done') : t('desk.acts.waiting')}</p>
      </div>
      {answer.length > 0 && (
        <dl className="facts">
          {answer.map(({ name, value }) => (
            <div key={name}>
              <dt>{said('field', name)}</dt>
              <dd className="id wrap">{value}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="acts sm">
        {done.status === 'waiting' && (
          <Link to="/desk/second/$pre" params={{ pre: done.act }} data-row>
            {t('desk.acts.seeWaiting')}
          </Link>
        )}
        {about !== undefined && <IdLink id={about} />}
        <Link to="/desk" data-row>
          {t('desk.acts.toFront')}
        </Link>
      </p>
    </section>
  )
}
