import { Outlet, type ErrorComponentProps } from '@tanstack/react-router'
import { Empty, SkipLink, useTitle } from './parts/page.tsx'
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
    <main className="page" id="main" tabIndex={-1}>
      <h1 className="vh">Nothing here</h1>
      <Empty title="There is no page under this address" action={<a href="/wallet">Go to your wallet</a>}>
        The link may be old, or a letter is missing.
      </Empty>
    </main>
  )
}

/** A page that could not be drawn, or whose code did not arrive. */
export function Broken({ error }: ErrorComponentProps) {
  return (
    <main className="page" id="main" tabIndex={-1}>
      <h1 className="vh">This page could not be shown</h1>
      <Trouble reading thrown={error} kept="Looking moves no money." again={() => location.reload()} />
    </main>
  )
}
