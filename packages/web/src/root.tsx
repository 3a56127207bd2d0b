import { Outlet, useLocation, type ErrorComponentProps } from '@tanstack/react-router'
import { Empty, Main, SkipLink, useTitle } from './parts/page.tsx'
import { Trouble } from './parts/trouble.tsx'

export function Root() {
  return (
    <>
      <SkipLink />
      <Outlet />
    </>
  )
}

export function NothingHere() {
  useTitle('Nothing here')
  return (
    <Main>
      <h1 className="vh">Nothing here</h1>
      <Empty title="There is no page under this address" action={<Home />}>
        The link may be old, or a letter is missing.
      </Empty>
    </Main>
  )
}

function Home() {
  const here = useLocation({ select: ({ pathname }) => pathname })
  return here.startsWith('/console') ? (
    <a href="/console">Go to the console</a>
  ) : (
    <a href="/wallet">Go to your wallet</a>
  )
}

/** A page that could not be drawn, or whose code did not arrive. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <Main>
      <h1 className="vh">This page could not be shown</h1>
      <Trouble reading thrown={error} kept="Looking moves no money." again={() => location.reload()} />
    </Main>
  )
}
