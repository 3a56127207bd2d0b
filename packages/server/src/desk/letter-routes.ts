// Letters with codes as PDF, for whoever prints them.
import type { TSchema } from 'typebox'
import { Type } from 'typebox'
import { letterPdf, mayPrintLetter, printLetters } from '../identity/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { PublicId } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import { recordLook } from '../staff/index.ts'
import { Reason } from './act-bodies.ts'
import { staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const
const Pdf = {
  description: 'The letter, to print and post.',
  content: { 'application/pdf': { schema: Type.String() } },
} as unknown as TSchema

export const letterRoutes: Routes = (app, deps) => {
  const operation = {
    operationId: 'printLetter',
    summary: 'Print a letter with a code',
    description:
      'As often as needed, until it is on its way; not by who sent it to an account that was there. Each time stands on record.',
  }
  const schema = {
    ...deskSchema(printLetters, operation, Pdf, ['letter_ended', 'own_act']),
    params: Type.Object({ opn: PublicId('opn') }, closed),
    querystring: Type.Object({ reason: Reason }, closed),
  }
  app.get('/api/desk/letters/:opn/pdf', { schema }, async (request, reply) => {
    const { staff } = await staffCaller(deps, request, printLetters)
    const letter = fromPublic('opn', request.params.opn)
    if (letter !== undefined && !(await mayPrintLetter(deps, letter, staff)))
      throw new Problem('own_act', { detail: 'You asked for this letter: somebody else prints and posts it.' })
    const printed = letter === undefined ? undefined : await letterPdf(deps, letter)
    if (printed === undefined) throw new Problem('not_found')
    if (printed === null)
      throw new Problem('letter_ended', { detail: 'It is on its way, was used or replaced, or is too old.' })
    const { reason } = request.query
    const { account: payer } = printed
    const subject = { kind: 'payer', id: payer } as const
    await recordLook(deps, { staff, permission: printLetters, name: 'print_letter', subject, payer, reason })
    return reply
      .type('application/pdf')
      .header('content-disposition', `attachment; filename="${request.params.opn}.pdf"`)
      .header('cache-control', 'no-store')
      .send(printed.pdf)
  })
}
