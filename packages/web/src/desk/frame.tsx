import '../parts/dense.css'
import './desk.css'
import { Link, Outlet, useNavigate, useRouter } from '@tanstack/react-router'
import { useCallback, useState } from 'react'
import { WrenCoin } from '../parts/brand.tsx'
import { Main } from '../parts/page.tsx'
import { Shown } from '../parts/shown.tsx'
import { t } from '../words/say.tsx'
import { KeyHelp } from './key-help.tsx'
import { useKeys } from './keys.ts'
import { ReasonLine } from './parts/reason.tsx'
import { StaffMenu } from './staff-menu.tsx'
import { useDeskSession } from './session.ts'

/** Search, the places of the desk that this person may go to, and who they are. */
export function DeskFrame() {
  const session = useDeskSession()
  const [helping, help] = useState(false)
  const navigate = useNavigate()
  const { history } = useRouter()
  useKeys({
    search: useCallback(() => {
      const field = document.querySelector<HTMLInputElement>('[data-search]')
      if (field === null) void navigate({ to: '/desk/search' })
      else field.focus()
    }, [navigate]),
    help: useCallback(() => help(true), []),
    back: useCallback(() => {
      if (history.canGoBack()) history.back()
    }, [history]),
  })
  return (
    <div className="console desk">
      <header className="rail">
        <div className="rail-top">
          <Link to="/desk" className="brand">
            <WrenCoin />
            {t('desk.frame.brand')}
          </Link>
          <StaffMenu onKeys={() => help(true)} />
        </div>
        <RailSearch />
        <Places permissions={session.data?.permissions ?? []} />
      </header>
      <Main className="work">
        <div className="on-record xs dim mid" role="note">
          <span>{t('desk.frame.onRecord')}</span>
          <ReasonLine />
        </div>
        <Shown query={session} waiting={<span className="vh">{t('desk.frame.waiting')}</span>}>
          {() => <Outlet />}
        </Shown>
      </Main>
      <KeyHelp open={helping} onClose={() => help(false)} />
    </div>
  )
}

/** One box for everything; what is found is shown by the search page. */
function RailSearch() {
  const navigate = useNavigate()
  return (
    <form
      role="search"
      className="rail-search"
      onSubmit={(event) => {
        event.preventDefault()
        const field = event.currentTarget.elements.namedItem('q')
        const q = field instanceof HTMLInputElement ? field.value.trim() : ''
        void navigate({ to: '/desk/search', search: q === '' ? {} : { q } })
      }}
    >
      <label className="vh" htmlFor="rail-q">
        {t('desk.search.field')}
      </label>
      <input
        id="rail-q"
        name="q"
        type="search"
        className="in sml"
        placeholder={t('desk.search.short')}
        autoComplete="off"
        maxLength={300}
        data-search
      />
    </form>
  )
}

const tables = [
  { table: 'users', permission: 'tables.read', say: 'desk.frame.users' },
  { table: 'vendors', permission: 'tables.read', say: 'desk.frame.vendors' },
  { table: 'purchases', permission: 'tables.read', say: 'desk.frame.purchases' },
] as const

const places = [
  { to: '/desk/second', permission: 'acts.read', say: 'desk.frame.second' },
  { to: '/desk/record', permission: 'record.read', say: 'desk.frame.record' },
  { to: '/desk/staff', permission: 'staff.read', say: 'desk.frame.staff' },
  { to: '/desk/rules', permission: 'staff.read', say: 'desk.frame.rules' },
  { to: '/desk/work', permission: 'work.read', say: 'desk.frame.work' },
] as const

function Places({ permissions }: { permissions: readonly string[] }) {
  return (
    <nav aria-label={t('desk.frame.nav')}>
      <ul>
        <li>
          <Link to="/desk" activeOptions={{ exact: true, includeSearch: false }}>
            {t('desk.frame.front')}
          </Link>
        </li>
        {tables
          .filter(({ permission }) => permissions.includes(permission))
          .map(({ table, say }) => (
            <li key={table}>
              <Link to="/desk/tables/$table" params={{ table }} activeOptions={{ includeSearch: false }}>
                {t(say)}
              </Link>
            </li>
          ))}
        {places
          .filter(({ permission }) => permissions.includes(permission))
          .map(({ to, say }) => (
            <li key={to}>
              <Link to={to} activeOptions={{ includeSearch: false }}>
                {t(say)}
              </Link>
            </li>
          ))}
      </ul>
    </nav>
  )
}
