import type { ReactNode } from 'react'
import { t } from '../words/say.tsx'
import { Trouble } from './trouble.tsx'

type Props<Answer> = {
  query: { data: Answer | undefined; isError: boolean; error: unknown; refetch: () => unknown }
  /** What is shown until the first answer comes. */
  waiting: ReactNode
  children: (answer: Answer) => ReactNode
}

/** A query's answer. What the cache has is shown even where asking again failed; the failure is said above it. */
export function Shown<Answer>({ query, waiting, children }: Props<Answer>) {
  const trouble = query.isError && (
    <Trouble
      reading
      thrown={query.error}
      kept={query.data === undefined ? t('shared.tried.looked') : t('shared.tried.stale')}
      again={() => void query.refetch()}
    />
  )
  if (query.data === undefined) return trouble || <div aria-busy="true">{waiting}</div>
  return (
    <>
      {trouble}
      {children(query.data)}
    </>
  )
}

/** Grey bars as high as the content that will come. */
export function Ghost({ rows = 1, height = '3.5rem' }: { rows?: number; height?: string }) {
  return (
    <div className="stack tight">
      <span className="vh">{t('shared.parts.loading')}</span>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} className="ghost" style={{ height }} aria-hidden="true" />
      ))}
    </div>
  )
}
