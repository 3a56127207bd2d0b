// People who call, at the desk: verifying them, and reading them what their account holds.
import type { Id } from '@farthing/ledger'
import { defaultLanguage } from '@farthing/words'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { payers } from '../account/index.ts'
import type { KeptQuestion, QuestionKind } from '../caller/index.ts'
import {
  answerForCaller,
  askCaller,
  callerNow,
  isRightAnswer,
  keepQuestion,
  keptQuestion,
  maxWrong,
  triesNow,
  verifyCallers,
} from '../caller/index.ts'
import { callerCodeMail } from '../identity/index.ts'
import { staffActor } from '../platform/actor.ts'
import { countAttempt } from '../platform/attempts.ts'
import { toRfc3339 } from '../platform/clock.ts'
import { inTransaction } from '../platform/database.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { sayIn } from '../platform/html/index.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { Attempt, FreeText, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { doneOr, idOfAttempt, submitAttempt } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { sendMail } from '../platform/mail.ts'
import { randomDigits } from '../platform/random.ts'
import { recordLook } from '../staff/index.ts'
import { Reason } from './act-bodies.ts'
import { addressOf, plainAnswer, questionsOf } from './caller-questions.ts'
import { staffCaller } from './caller.ts'
import { readOut } from './read-out.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const
const Kind = Type.Unsafe<QuestionKind>(
  Type.Union(
    (['opened_month', 'recent_vendor', 'recent_amount', 'email', 'mail_code'] as const).map((each) =>
      Type.Literal(each),
    ),
  ),
)
const Way = Type.Object({ tries_left: Type.Integer(), locked_until: Nullable(Timestamp) }, closed)
const Caller = Type.Object(
  {
    verified: Nullable(
      Type.Object(
        { how: Type.Union([Type.Literal('questions'), Type.Literal('mail_code')]), until: Timestamp },
        closed,
      ),
    ),
    questions: Way,
    mail_code: Way,
  },
  { ...closed, title: 'DeskCaller', description: 'For whoever asks: another person at the desk verifies anew.' },
)
const Asked = Type.Object(
  {
    question: PublicId('cvq'),
    kind: Kind,
    choices: Nullable(Type.Array(Type.String(), { description: 'To read to the caller; one of them is right.' })),
  },
  { ...closed, title: 'CallerQuestion' },
)
const Answered = Type.Object(
  { answer: Type.Union([Type.Literal('right'), Type.Literal('wrong')]), caller: Caller },
  closed,
)
const AskBody = Type.Object(
  {
    attempt: Attempt,
    reason: Reason,
    way: Type.Union([Type.Literal('questions'), Type.Literal('mail_code')], {
      description: '`mail_code`: six digits are mailed to the address on file, and the caller reads them back.',
    }),
  },
  closed,
)
const AnswerBody = Type.Object({ attempt: Attempt, reason: Reason, answer: FreeText(300) }, closed)
const account = Type.Object({ acc: PublicId('acc') }, closed)

export const callerRoutes: Routes = (app, deps) => {
  stateRoute(app, deps)
  askRoute(app, deps)
  answerRoute(app, deps)
  readOutRoute(app, deps)
}

/** @throws {Problem} not_found */
async function payerOf(deps: Deps, text: string): Promise<Id> {
  const payer = fromPublic('acc', text)
  const row = payer && (await deps.ledger.look({ rows: [[payers, payer]] })).row(payers, payer)
  if (payer === undefined || row === undefined) throw new Problem('not_found')
  return payer
}

function stateRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskCaller', summary: 'See whether the caller is verified' }
  const schema = { ...deskSchema(verifyCallers, operation, Caller), params: account }
  app.get('/api/desk/accounts/:acc/caller', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, verifyCallers)
    return callerBody(deps, staff, await payerOf(deps, request.params.acc))
  })
}

function askRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'askCaller',
    summary: 'Ask a caller what only the owner of the account knows',
    description: 'Each kind of question is asked once in 24 hours. The right answer is shown to nobody.',
  }
  const schema = {
    ...deskSchema(verifyCallers, operation, Asked, ['caller_locked', 'no_question']),
    params: account,
    body: AskBody,
  }
  app.post('/api/desk/accounts/:acc/caller/questions', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, verifyCallers)
    const payer = await payerOf(deps, request.params.acc)
    const { attempt, reason, way } = request.body
    const question = idOfAttempt(staff, attempt, 'question')
    const before = await keptQuestion(deps, question)
    const { kind, choices } = before ?? (await (way === 'mail_code' ? mailCode : askNext)(deps, payer, question))
    const input = { question, staff, payer, kind, reason }
    doneOr(await submitAttempt(deps, staff, attempt, askCaller, input, { actor: staffActor(staff, reason) }), 'staff')
    return { question: toPublic('cvq', question), kind, choices: choices === null ? null : [...choices] }
  })
}

/** The next kind of question that was not asked in the last 24 hours. @throws {Problem} no_question */
async function askNext(deps: Deps, payer: Id, question: Id): Promise<KeptQuestion> {
  const { asked } = (await triesNow(deps, payer)).questions
  const next = (await questionsOf(deps, payer)).find(({ kind }) => asked.every(([, each]) => each !== kind))
  if (next === undefined) {
    throw new Problem('no_question', {
      detail: 'All questions were asked in the last 24 hours. Mail a code, or call back another day. Nothing was done.',
    })
  }
  return keepQuestion(deps, question, next)
}

/** Mails a code to the address on file, five times a day at most. @throws {Problem} no_question; quota_exceeded */
async function mailCode(deps: Deps, payer: Id, question: Id): Promise<KeptQuestion> {
  const email = await addressOf(deps, payer)
  if (email === undefined) throw new Problem('no_question', { detail: 'No proven e-mail address is on file.' })
  const words = (t: Say) => t('server.attempts.callerCodes')
  await countAttempt(deps, [{ of: ['caller code', payer], attempts: 5, windowSeconds: 86_400, words }])
  const answer = randomDigits(deps.random, 6)
  return inTransaction(deps.pool, async (client) => {
    const kept = await keepQuestion(deps, question, { kind: 'mail_code', answer, choices: null }, client)
    // The caller's language, nobody has asked yet.
    const mail = callerCodeMail(deps.config, sayIn(defaultLanguage), { email, code: answer })
    if (kept.isNew) await sendMail(deps, mail, client)
    return kept
  })
}

function answerRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'answerForCaller',
    summary: 'Give the caller’s answer',
    description: 'A question has one answer. Three wrong ones lock the way for 24 hours.',
  }
  const schema = {
    ...deskSchema(verifyCallers, operation, Answered, ['question_ended', 'caller_locked']),
    params: Type.Object({ cvq: PublicId('cvq') }, closed),
    body: AnswerBody,
  }
  app.post('/api/desk/caller-questions/:cvq/answer', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, verifyCallers)
    const question = fromPublic('cvq', request.params.cvq)
    const kept = question === undefined ? undefined : await keptQuestion(deps, question)
    if (question === undefined || kept === undefined) throw new Problem('not_found')
    const { attempt, reason, answer: said } = request.body
    const isRight = await isRightAnswer(deps, question, plainAnswer(kept.kind, said))
    const input = { question, staff, isRight, reason }
    const submission = { actor: staffActor(staff, reason) }
    const { answer, payer } = doneOr(
      await submitAttempt(deps, staff, attempt, answerForCaller, input, submission),
      'staff',
    )
    return { answer, caller: await callerBody(deps, staff, payer) }
  })
}

function readOutRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'readOut',
    summary: 'Read a verified caller what their account holds',
    description: 'Sentences in the order in which they are read. It is a look, and stands on record.',
  }
  const ReadOut = Type.Object({ sentences: Type.Array(Type.String()) }, { ...closed, title: 'ReadOut' })
  const schema = {
    ...deskSchema(verifyCallers, operation, ReadOut, ['caller_unverified']),
    params: account,
    querystring: Type.Object({ reason: Reason }, closed),
  }
  app.get('/api/desk/accounts/:acc/read-out', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, verifyCallers)
    const payer = await payerOf(deps, request.params.acc)
    if ((await callerNow(deps, staff, payer)) === undefined)
      throw new Problem('caller_unverified', { detail: 'Verify the caller first. Nothing was shown.' })
    const { reason } = request.query
    const subject = { kind: 'payer', id: payer } as const
    await recordLook(deps, { staff, permission: verifyCallers, name: 'read_out', subject, payer, reason })
    return { sentences: await readOut(deps, payer) }
  })
}

async function callerBody(deps: Deps, staff: Id, payer: Id): Promise<Static<typeof Caller>> {
  const [now, tries] = [await callerNow(deps, staff, payer), await triesNow(deps, payer)]
  const way = ({ wrong, lockedUntil }: (typeof tries)['questions']) => ({
    tries_left: Math.max(0, maxWrong - wrong.length),
    locked_until: lockedUntil === null ? null : toRfc3339(lockedUntil),
  })
  return {
    verified: now === undefined ? null : { how: now.how, until: toRfc3339(now.until) },
    questions: way(tries.questions),
    mail_code: way(tries.mail_code),
  }
}
