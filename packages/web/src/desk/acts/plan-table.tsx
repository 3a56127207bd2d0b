import { listText, t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { Value } from '../parts/values.tsx'
import type { PlanLine, PlanValue } from '../shapes.ts'

/** What an act will change, in numbers: before and after. */
export function PlanTable({ lines }: { lines: readonly PlanLine[] }) {
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label={t('desk.plan.title')}>
      <table className="plan">
        <thead>
          <tr>
            <th scope="col">{t('desk.plan.what')}</th>
            <th scope="col">{t('desk.plan.before')}</th>
            <th scope="col">{t('desk.plan.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map(({ what, before, after, beside }, place) => (
            <tr key={`${what} ${place}`} className={beside ? 'dim' : undefined}>
              <th scope="row">{said('line', what)}</th>
              <td>
                <Value value={named(what, before)} />
              </td>
              <td>
                <Value value={named(what, after)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Names of roles and permissions, which a plan has as one text with commas, in words. */
function named(what: string, value: PlanValue | null): PlanValue | null {
  const group = what === 'roles' ? 'role' : what === 'permissions' ? 'permission' : undefined
  if (group === undefined || value?.kind !== 'text') return value
  return { kind: 'text', text: listText(value.text.split(', ').map((each) => said(group, each, each))) }
}
