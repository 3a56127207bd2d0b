import { html, page } from '../html/index.ts'
import type { Problem } from './problems.ts'
import { problems } from './problems.ts'

/** A problem, for people, without knowing anything of what they were doing. */
export function plainProblemPage(problem: Problem): string {
  const { title } = problems[problem.code]
  const detail = problem.detail ?? 'Nothing was done.'
  return page({
    title,
    width: 'narrow',
    main: html`<h1>${title}</h1>
      <p>${detail}</p>
      <p><a href="/">To the front page</a></p>`,
  })
}
