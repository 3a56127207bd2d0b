// What is right, as a keyed hash: the desk asks whether an answer is it, and can read it nowhere.
import type { Id } from '@farthing/ledger'
import type pg from 'pg'
import { bytesOf } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import { seconds } from '../platform/clock.ts'
import { sameBytes } from '../platform/secrets.ts'
import { sql } from '../platform/sql.ts'
import { every } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'
import type { QuestionKind } from './tables.ts'

export type KeptQuestion = {
  readonly kind: QuestionKind
  /** What the caller chooses from; `null`: they say it. */
  readonly choices: readonly string[] | null
}

/** What an attempt asked before; `undefined`: nothing yet, or it is forgotten. */
export async function keptQuestion(deps: Deps, question: Id): Promise<KeptQuestion | undefined> {
  const [row] = await sql<KeptQuestion>`
    SELECT kind, choices FROM caller_answers WHERE question = ${bytesOf(question)}`.rows(deps.pool)
  return row
}

/**
 * Keeps what is asked, and what is right, before it is asked; the first one of a question stays.
 *
 * @returns What stands, and whether it is this one.
 */
export async function keepQuestion(
  deps: Deps,
  question: Id,
  { kind, answer, choices }: KeptQuestion & { readonly answer: string },
  client: Pick<pg.ClientBase, 'query'> = deps.pool,
): Promise<KeptQuestion & { readonly isNew: boolean }> {
  const listed = choices === null ? null : JSON.stringify(choices)
  const made = await sql`
    INSERT INTO caller_answers (question, kind, answer_hash, choices, created_at)
    VALUES (${bytesOf(question)}, ${kind}, ${hashOf(deps, question, answer)}, ${listed}::jsonb, ${deps.clock.now()})
    ON CONFLICT (question) DO NOTHING RETURNING question`.rows(client)
  const kept = made.length === 1 ? { kind, choices } : await keptQuestion(deps, question)
  if (kept === undefined) throw new Error(`question ${question} was kept and is not there`)
  return { ...kept, isNew: made.length === 1 }
}

/** Whether an answer is the right one; where none is kept, it is not. */
export async function isRightAnswer(deps: Deps, question: Id, answer: string): Promise<boolean> {
  const [row] = await sql<{ hash: Buffer }>`
    SELECT answer_hash AS hash FROM caller_answers WHERE question = ${bytesOf(question)}`.rows(deps.pool)
  return row !== undefined && sameBytes(row.hash, hashOf(deps, question, answer))
}

const hashOf = ({ secrets }: Deps, question: Id, answer: string): Buffer =>
  secrets.index('caller answer', `${question} ${answer}`)

/** Answers are forgotten a day after they were asked for. */
export const forgetAnswers = schedule({
  name: 'forget answers of callers',
  when: every(3_600),
  catchUp: 'latest',
  async run({ pool, ledger }) {
    const limit = 1_000
    const before = (await ledger.now()) - seconds(86_400)
    const gone = await sql`
      DELETE FROM caller_answers WHERE question IN
        (SELECT question FROM caller_answers WHERE created_at < ${before} LIMIT ${limit})
      RETURNING question`.rows(pool)
    return gone.length === limit ? 'more' : undefined
  },
})
