import { useEffect, type ReactNode } from 'react'

/** Says in the window's title where one is. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · Farthing`
  }, [title])
}

/** The first thing in the tab order. */
export function SkipLink() {
  return (
    <a className="skip" href="#main">
      Skip to content
    </a>
  )
}

/** What teaches the first step where nothing is yet. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty stack tight">
      <p className="strong">{title}</p>
      <p className="dim">{children}</p>
      {action !== undefined && <p>{action}</p>}
    </div>
  )
}
