import { createContext, use, useEffect, type ReactNode } from 'react'

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

const InMain = createContext(false)

/** The one `main` of a page. Inside a frame that has it already, what is shown stands in the frame's. */
export function Main({ children, className = 'page' }: { children: ReactNode; className?: string }) {
  if (use(InMain)) return children
  return (
    <InMain value>
      <main className={className} id="main" tabIndex={-1}>
        {children}
      </main>
    </InMain>
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
