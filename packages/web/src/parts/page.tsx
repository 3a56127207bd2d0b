import { createContext, use, useEffect, type ReactNode } from 'react'
import { t } from '../words/say.tsx'

/** Puts the name of the page into the window's title. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = t('shared.parts.title', { page: title })
  }, [title])
}

/** The first thing in the tab order. */
export function SkipLink() {
  return (
    <a className="skip" href="#main">
      {t('shared.parts.skip')}
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

/** Shown where there is nothing yet: explains the first step. */
export function Empty({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className="empty stack tight">
      <p className="strong">{title}</p>
      <p className="dim">{children}</p>
      {action !== undefined && <p>{action}</p>}
    </div>
  )
}
