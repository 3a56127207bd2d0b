// Each act of every room over HTTP: shown before it is done, then done or prepared for a second person.
import type { Json } from '@farthing/ledger'
import { Type } from 'typebox'
import type { Act } from '../act/index.ts'
import { actsOf, parsing, parsingPreview, performAct, previewAct } from '../act/index.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Attempt, Nullable } from '../platform/http/schemas.ts'
import { doneOr, problemOf } from '../platform/http/submit.ts'
import { toPublic } from '../platform/ids.ts'
import { recordLook } from '../staff/index.ts'
import { ActId, planBody, PlanHash, PlanSchema, Reason, WhySecondSchema } from './act-bodies.ts'
import { demandFresh, staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const

export const actRoutes: Routes = (app, deps) => {
  for (const act of actsOf(deps)) {
    previewRoute(app, deps, act)
    performRoute(app, deps, act)
  }
}

/** `account.set_fee` as an operation id has it: `AccountSetFee`. */
const operationOf = (act: string): string =>
  act.replaceAll(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase())

function previewRoute(app: App, deps: Deps, act: Act): void {
  const schema = deskSchema(
    act.permission,
    {
      operationId: `preview${operationOf(act.name)}`,
      summary: `${act.says}: what it would do`,
      description: 'Changes nothing. It is a look, and stands on record.',
    },
    PlanSchema,
    act.refusals,
  )
  const body = Type.Object({ reason: Reason, input: act.body }, closed)
  app.post(`/api/desk/acts/${act.name}/preview`, { schema: { ...schema, body } }, async (request) => {
    const { staff } = await staffCaller(deps, request, act.permission)
    const { reason, input: given } = request.body
    const input = await act.parse(deps, given, parsingPreview(deps, staff))
    const shown = await previewAct(deps, act, { staff, input })
    const payer = 'plan' in shown ? shown.plan.payer : undefined
    const subject = act.subject(input)
    await recordLook(deps, {
      staff,
      permission: act.permission,
      name: `preview ${act.name}`,
      reason,
      ...(subject !== null && { subject }),
      ...(payer !== undefined && { payer }),
    })
    if (!('plan' in shown)) throw problemOf(shown, 'staff')
    return planBody(deps, shown.plan, shown.why)
  })
}

const Done = (act: Act) =>
  Type.Object(
    {
      act: ActId,
      status: Type.Union([Type.Literal('done'), Type.Literal('waiting')], {
        description: '`waiting`: it was prepared, and a second person approves or refuses it.',
      }),
      second_person: Nullable(WhySecondSchema),
      answer: act.answers === undefined ? Type.Null() : Nullable(act.answers),
    },
    closed,
  )

function performRoute(app: App, deps: Deps, act: Act): void {
  const refusals = ['act_changed' as const, ...(act.fresh ? ['fresh_login_needed' as const] : []), ...act.refusals]
  const description = act.fresh ? { description: 'Needs a fresh login.' } : {}
  const schema = deskSchema(
    act.permission,
    { operationId: `do${operationOf(act.name)}`, summary: act.says, ...description },
    Done(act),
    refusals,
  )
  const body = Type.Object(
    { attempt: Attempt, reason: Reason, plan_hash: Type.Optional(PlanHash), input: act.body },
    closed,
  )
  app.post(`/api/desk/acts/${act.name}`, { schema: { ...schema, body } }, async (request) => {
    const caller = await staffCaller(deps, request, act.permission)
    if (act.fresh) demandFresh(deps, caller)
    const { staff } = caller
    const { attempt, reason, plan_hash = null, input: given } = request.body
    const input = await act.parse(deps, given, parsing(deps, staff, attempt))
    const answer = doneOr(await performAct(deps, act, { attempt, staff, reason, planHash: plan_hash, input }), 'staff')
    return {
      act: toPublic('act', answer.act),
      status: answer.status,
      second_person: answer.status === 'waiting' ? answer.why : null,
      answer: answer.status === 'done' ? await shownAnswer(deps, act, answer.answer, input) : null,
    }
  })
}

const shownAnswer = async (deps: Deps, act: Act, answer: Json, input: Json): Promise<Json> =>
  act.show === undefined ? null : await act.show(deps, answer, input)
