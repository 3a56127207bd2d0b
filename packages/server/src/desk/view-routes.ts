import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { Problem } from '../platform/http/problems.ts'
import { Attempt, PublicId, TextLine } from '../platform/http/schemas.ts'
import { idOfAttempt } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { staffPeople } from '../staff/index.ts'
import { closed, oneOf, StaffNamed } from './bodies.ts'
import { staffCaller } from './caller.ts'
import { readTables, saveViews } from './permissions.ts'
import { deskSchema } from './route.ts'
import { maxViews, removeView, saveView, viewsFor, viewTables } from './views.ts'

const Table = oneOf(viewTables)
const View = Type.Object(
  {
    id: PublicId('viw'),
    table: Table,
    name: Type.String(),
    query: Type.String({ description: 'The filter, as the page’s URL has it.' }),
    shared: Type.Boolean({ description: 'Everybody at the desk sees it.' }),
    own: Type.Boolean(),
    by: StaffNamed,
  },
  { ...closed, title: 'DeskView' },
)
const Saved = Type.Object({ id: PublicId('viw') }, closed)

export const viewRoutes: Routes = (app, deps) => {
  listRoute(app, deps)
  saveRoute(app, deps)
  removeRoute(app, deps)
}

function listRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskViews', summary: 'List saved views of a table, yours and shared ones' }
  const querystring = Type.Object({ table: Table }, closed)
  const body = Type.Object({ data: Type.Array(View) }, closed)
  app.get(
    '/api/desk/views',
    { schema: { ...deskSchema(readTables, operation, body), querystring } },
    async (request) => {
      const { staff } = await staffCaller(deps, request, readTables)
      const views = await viewsFor(deps, staff, request.query.table)
      const people = await staffPeople(
        deps,
        views.map((view) => view.staff),
      )
      return {
        data: views.map((view) => ({
          id: toPublic('viw', view.id),
          table: view.table,
          name: view.name,
          query: view.query,
          shared: view.shared,
          own: view.staff === staff,
          by: { id: toPublic('stf', view.staff), name: people.get(view.staff)?.name ?? '' },
        })),
      }
    },
  )
}

function saveRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskSaveView', summary: 'Save a view of a table under a name' }
  const body = Type.Object(
    {
      attempt: Attempt,
      table: Table,
      name: TextLine(60),
      query: Type.String({
        pattern: '^[!-~]{0,1000}$',
        maxLength: 1_000,
        description: 'The filter, as the page’s URL has it.',
      }),
      shared: Type.Boolean(),
    },
    closed,
  )
  const schema = { ...deskSchema(saveViews, operation, Saved), body }
  app.post('/api/desk/views', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, saveViews)
    const { attempt, ...view } = request.body
    const id = idOfAttempt(staff, attempt, 'view')
    const saved = await saveView(deps, { ...view, id, staff, createdAt: deps.clock.now() })
    if (saved === 'other') throw new Problem('conflict')
    if (saved === 'full') {
      const detail = `You have ${maxViews} views already. Remove one first; nothing was saved.`
      throw new Problem('invalid_request', { param: 'name', detail })
    }
    return { id: toPublic('viw', id) }
  })
}

function removeRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskRemoveView', summary: 'Remove a saved view of yours' }
  const schema = { ...deskSchema(saveViews, operation, Saved), params: Type.Object({ viw: PublicId('viw') }) }
  app.post('/api/desk/views/:viw/remove', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, saveViews)
    const { viw } = request.params
    if (!(await removeView(deps, staff, fromPublic('viw', viw) ?? ''))) throw new Problem('not_found')
    return { id: viw }
  })
}
