import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '../../parts/link-button.tsx'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { listText, t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import { useMay } from '../session.ts'
import { peopleQuery, type StaffMember } from './queries.ts'
import { Roles } from './roles.tsx'
import { Nothing } from '../parts/values.tsx'

const looks: Record<StaffMember['status'], string> = { invited: 'tag wait', active: 'tag good', ended: 'tag' }

/** Who works here, in which roles; what the roles may do. Every change of these is made by two people. */
export function StaffPage() {
  useTitle(t('desk.staff.title'))
  const manages = useMay()('staff.manage')
  return (
    <>
      <div className="bar-top">
        <h1>{t('desk.staff.title')}</h1>
        {manages && (
          <LinkButton dense to="/desk/acts/$act" params={{ act: 'staff.invite' }}>
            {said('act', 'staff.invite')}
          </LinkButton>
        )}
      </div>
      <p className="sm dim">{t('desk.staff.says')}</p>
      <Shown query={useQuery(peopleQuery())} waiting={<Ghost rows={4} height="2rem" />}>
        {({ data }) => <People people={data} manages={manages} />}
      </Shown>
      <Roles manages={manages} />
    </>
  )
}

function People({ people, manages }: { people: readonly StaffMember[]; manages: boolean }) {
  const here = useHere()
  return (
    <List
      name={t('desk.staff.title')}
      rows={people}
      idOf={({ id }) => id}
      columns={[
        {
          head: t('desk.staff.name'),
          cell: ({ name, email }) => (
            <>
              <bdi className="strong">{name}</bdi> <span className="xs dim">{email}</span>
            </>
          ),
        },
        {
          head: t('desk.staff.roles'),
          cell: ({ roles }) => (roles.length === 0 ? <Nothing /> : listText(roles.map((role) => said('role', role)))),
        },
        {
          head: t('desk.staff.state'),
          cell: ({ status }) => <span className={looks[status]}>{said('code', status)}</span>,
        },
        { head: t('desk.staff.since'), cell: ({ invited_at }) => agoText(invited_at, here), narrow: true },
        {
          head: t('desk.staff.change'),
          cell: ({ id, status }) => manages && status !== 'ended' && <Changes staff={id} />,
        },
      ]}
    />
  )
}

const changes = ['staff.set_roles', 'staff.set_limit', 'staff.end'] as const

const Changes = ({ staff }: { staff: string }) => (
  <span className="mid">
    {changes.map((act) => (
      <LinkButton key={act} dense to="/desk/acts/$act" params={{ act }} search={{ staff }}>
        {said('act', act)}
      </LinkButton>
    ))}
  </span>
)
