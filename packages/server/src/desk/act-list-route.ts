// The acts that somebody at the desk may do, with the form of what each needs: the desk's screens are drawn from it.
import { Type } from 'typebox'
import { actsOf } from '../act/index.ts'
import type { Routes } from '../platform/http/app.ts'
import { staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const closed = { additionalProperties: false } as const
const ActOffered = Type.Object(
  {
    name: Type.String({ description: 'Its path is `/api/desk/acts/NAME`.' }),
    says: Type.String(),
    fresh: Type.Boolean({ description: 'Whether it needs a fresh login.' }),
    input: Type.Unsafe<object>({
      type: 'object',
      additionalProperties: true,
      description: 'JSON schema of `input`, as in this document.',
    }),
  },
  { ...closed, title: 'ActOffered' },
)

export const actListRoute: Routes = (app, deps) => {
  const operation = { operationId: 'deskActsOffered', summary: 'List the acts that you may do' }
  const schema = deskSchema(null, operation, Type.Object({ data: Type.Array(ActOffered) }, closed))
  app.get('/api/desk/acts', { schema }, async (request) => {
    const caller = await staffCaller(deps, request)
    const offered = actsOf(deps).filter(({ permission }) => caller.may(permission))
    return { data: offered.map(({ name, says, fresh, body }) => ({ name, says, fresh, input: body })) }
  })
}
