import { Type } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Routes } from '../platform/http/app.ts'
import { PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { permissionsOf, staffPerson } from '../staff/index.ts'
import { staffCaller } from './caller.ts'
import { deskSchema } from './route.ts'

const Session = Type.Object(
  {
    staff: Type.Object(
      { id: PublicId('stf'), name: Type.String(), email: Type.String() },
      { additionalProperties: false },
    ),
    roles: Type.Array(Type.String()),
    permissions: Type.Array(Type.String(), { description: 'Names of what this person may do.' }),
    fresh_until: Timestamp,
    mode: Type.Union([Type.Literal('development'), Type.Literal('production')]),
    provider: Type.Object({ name: Type.String(), url: Type.String() }, { additionalProperties: false }),
  },
  { additionalProperties: false, title: 'DeskSession' },
)

/** Who is at the desk, for the web app. */
export const deskSessionRoute: Routes = (app, deps) => {
  const schema = deskSchema(null, { operationId: 'getDeskSession', summary: 'Who is at the desk' }, Session)
  app.get('/api/desk/session', { schema }, async (request) => {
    const caller = await staffCaller(deps, request)
    const { name, email } = await staffPerson(deps, caller.staff)
    return {
      staff: { id: toPublic('stf', caller.staff), name, email },
      roles: [...caller.roles],
      permissions: permissionsOf(deps)
        .filter((each) => caller.may(each))
        .map((each) => each.name),
      fresh_until: toRfc3339(caller.freshUntil),
      mode: deps.config.mode,
      provider: { name: deps.config.providerName, url: deps.config.publicUrl },
    }
  })
}
