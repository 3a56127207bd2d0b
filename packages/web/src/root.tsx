import { Outlet, useLocation, type ErrorComponentProps } from '@tanstack/react-router'
import { Empty, Main, SkipLink, useTitle } from './parts/page.tsx'
import { Trouble } from './parts/trouble.tsx'
import { t } from './words/say.tsx'

export function Root() {
  return (
    <>
      <SkipLink />
      <Outlet />
    </>
  )
}

export function NothingHere() {
  useTitle(t('shared.nowhere.title'))
  return (
    <Main>
      <h1 className="vh">{t('shared.nowhere.title')}</h1>
      <Empty title={t('shared.nowhere.none')} action={<Home />}>
        {t('shared.nowhere.why')}
      </Empty>
    </Main>
  )
}

function Home() {
  const here = useLocation({ select: ({ pathname }) => pathname })
  if (here.startsWith('/desk')) return <a href="/desk">{t('shared.nowhere.toDesk')}</a>
  return here.startsWith('/console') ? (
    <a href="/console">{t('shared.nowhere.toConsole')}</a>
  ) : (
    <a href="/wallet">{t('shared.nowhere.toWallet')}</a>
  )
}

/** A page that could not be drawn, or whose code did not arrive. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <Main>
      <h1 className="vh">{t('shared.nowhere.broken')}</h1>
      <Trouble reading thrown={error} kept={t('shared.tried.looked')} again={() => location.reload()} />
    </Main>
  )
}
