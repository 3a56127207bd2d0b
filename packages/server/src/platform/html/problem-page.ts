import type { ProblemCode } from '../room-claims.ts'
import { page } from './frame.ts'
import type { Say } from './say.ts'
import type { Hole } from './tag.ts'
import { html } from './tag.ts'

export type ProblemView = {
  readonly t: Say
  readonly code: ProblemCode
  /** The code's own sentence, for codes that have no message here. */
  readonly title: string
  /** What happened, what did not happen, what to do; shown instead of the code's own sentence. */
  readonly detail: string | null
  /** Shown where staff may need it: for faults of ours. */
  readonly requestId: string | null
}

const told = [
  'not_found',
  'wrong_origin',
  'signed_out',
  'quota_exceeded',
  'overloaded',
  'outcome_unknown',
  'conflict',
  'internal',
] as const satisfies readonly ProblemCode[]

/** What went wrong, what this request did not do, and where to go. */
export function problemPage({ t, code, title, detail, requestId }: ProblemView): string {
  // A refused request moves no money. This page does not know what earlier requests did.
  const known = told.find((each) => each === code)
  const head = known === undefined ? title : t(`pages.problem.head.${known}`)
  const body = known === undefined ? t('pages.problem.other') : t(`pages.problem.body.${known}`)
  const id = (inside: Hole) => html`<span class="id">${inside}</span>`
  return page({
    t,
    title: head,
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${head}</h1>
      <p>${detail ?? body}</p>
      <a class="btn wide" href="/">${t('pages.problem.front')}</a>
      ${requestId !== null && html`<p class="sm dim">${t.html('pages.problem.askUs', { request: requestId, id })}</p>`}
    </div>`,
  })
}
