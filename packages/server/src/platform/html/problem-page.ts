import type { ProblemCode } from '../room-claims.ts'
import { page } from './frame.ts'
import { html } from './tag.ts'

export type ProblemView = {
  readonly code: ProblemCode
  /** The code's own sentence. */
  readonly title: string
  /** What happened, what did not happen, what to do; shown instead of the code's own sentence. */
  readonly detail: string | null
  /** Shown where staff may need it: for faults of ours. */
  readonly requestId: string | null
}

type Words = { readonly head: string; readonly body: string }

const words: Partial<Record<ProblemCode, Words>> = {
  not_found: {
    head: 'There is nothing here',
    body: 'The address may be mistyped, or what was here has gone. Asking for it took nothing from any wallet.',
  },
  wrong_origin: {
    head: 'This came from another site',
    body: 'A form was sent from a page that is not ours, so nothing was done with it. Open the page here and press the button again.',
  },
  signed_out: {
    head: 'Sign in first',
    body: 'This page is for somebody who is signed in. Asking for it took nothing.',
  },
  quota_exceeded: {
    head: 'Too many requests',
    body: 'Nothing was done with this request. Wait a minute, then try again.',
  },
  overloaded: {
    head: 'We are too busy just now',
    body: 'Nothing was done with this request. Wait a moment, then load the page again.',
  },
  outcome_unknown: {
    head: 'We do not know yet whether that went through',
    body: 'Go back and press the button again: it is the same attempt, and you pay once at most.',
  },
  conflict: {
    head: 'This form was used before',
    body: 'Nothing was done with it this time. Go back, load the page again and use the form that you see there.',
  },
  internal: {
    head: 'Something broke on our side',
    body: 'We have a record of it. If you were buying, load the purchase again: it shows whether tokens moved, and you pay once at most.',
  },
}

/** What went wrong, what this request did not do, and where to go. */
export function problemPage({ code, title, detail, requestId }: ProblemView): string {
  // A refused request moves no money. This page does not know what earlier requests did.
  const { head, body } = words[code] ?? { head: title, body: 'This request took nothing.' }
  return page({
    title: head,
    width: 'narrow',
    main: html`<div class="card stack">
      <h1>${head}</h1>
      <p>${detail ?? body}</p>
      <a class="btn wide" href="/">To the front page</a>
      ${requestId !== null && html`<p class="sm dim">If you ask us about it, say <span class="id">${requestId}</span>.</p>`}
    </div>`,
  })
}
