import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '../../parts/link-button.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { rolesQuery } from './queries.ts'

/** Each role with what it may do. */
export function Roles({ manages }: { manages: boolean }) {
  return (
    <section className="stack tight" aria-labelledby="roles">
      <h2 id="roles">{t('desk.staff.whatRolesMay')}</h2>
      <Shown query={useQuery(rolesQuery())} waiting={<Ghost rows={5} height="2rem" />}>
        {({ data, permissions }) =>
          data.map(({ role, permissions: names, as_built }) => (
            <details key={role} className="card">
              <summary>
                <span className="strong">{said('role', role)}</span>{' '}
                <span className="sm dim">{t('desk.staff.mayCount', { count: names.length })}</span>{' '}
                {!as_built && <span className="tag wait">{t('desk.staff.changed')}</span>}
              </summary>
              <ul className="sm">
                {permissions
                  .filter(({ name }) => names.includes(name))
                  .map(({ name, says }) => (
                    <li key={name}>
                      {said('permission', name, says)} <span className="id dim">{name}</span>
                    </li>
                  ))}
              </ul>
              {manages && (
                <p className="acts">
                  <LinkButton dense to="/desk/acts/$act" params={{ act: 'role.set' }} search={{ role }}>
                    {said('act', 'role.set')}
                  </LinkButton>
                </p>
              )}
            </details>
          ))
        }
      </Shown>
    </section>
  )
}
