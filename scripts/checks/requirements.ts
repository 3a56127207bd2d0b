import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Findings } from './sources.ts'

type Row = { id: string; state: string; tests: string[] }

/**
 * Holds docs/requirements.md true: a row for each of R1 to R44, a state that its clauses bear out, and test files that
 * exist and name what they prove.
 */
export function checkRequirements(root: string): Findings {
  const rows = rowsOf(readFileSync(join(root, 'docs/requirements.md'), 'utf8'))
  const ids = rows.map((row) => row.id)
  const wanted = Array.from({ length: 44 }, (_, index) => `R${index + 1}`)
  const problems = [
    ...wanted.filter((id) => !ids.includes(id)).map((id) => `${id} has no row`),
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${id} has two rows`),
    ...rows.flatMap((row) => problemsOf(row, rows, root)),
  ]
  return { problems, seen: `${rows.length} rows` }
}

function rowsOf(text: string): Row[] {
  return text.split('\n').flatMap((line) => {
    const [, id, state, , tests] = /^\| *(R\d+[a-z]?) *\|([^|]*)\|([^|]*)\|([^|]*)\|/.exec(line) ?? []
    if (id === undefined || state === undefined) return []
    return [{ id, state: state.trim(), tests: tests?.match(/[\w./-]+\.test\.tsx?/g) ?? [] }]
  })
}

function problemsOf({ id, state, tests }: Row, rows: Row[], root: string): string[] {
  if (!['done', 'partial', 'open', 'void'].includes(state)) return [`${id}: no such state as "${state}"`]
  const clauses = rows.filter((row) => row.id !== id && row.id.replace(/[a-z]$/, '') === id)
  const problems = tests.filter((path) => !existsSync(join(root, path))).map((path) => `${id}: no file ${path}`)
  if (problems.length > 0) return problems
  if (clauses.length > 0) {
    const isDone = clauses.every((clause) => clause.state === 'done')
    return isDone === (state === 'done') ? [] : [`${id} is "${state}", its clauses say otherwise`]
  }
  if (state !== 'done') return []
  if (tests.length === 0) return [`${id} is done, but no test proves it`]
  const cited = new RegExp(`\\b${id.replace(/[a-z]$/, '$&?')}\\b`) // A test of R2 as a whole proves R2a.
  const isCited = tests.some((path) => cited.test(readFileSync(join(root, path), 'utf8')))
  return isCited ? [] : [`${id} is done, but none of its tests names it`]
}
