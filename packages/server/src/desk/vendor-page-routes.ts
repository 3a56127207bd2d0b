// The vendor page over HTTP. Each look at it stands on record.
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { PublicId } from '../platform/http/schemas.ts'
import { recordLook } from '../staff/index.ts'
import { closed, reasonQuery } from './bodies.ts'
import { staffCaller } from './caller.ts'
import { readVendors, revealPeople } from './permissions.ts'
import { Revealed, RevealBody, revealedPeople } from './reveal.ts'
import { deskSchema } from './route.ts'
import { teamOf, vendorOf, VendorPage, vendorPage } from './vendor-page.ts'

const params = Type.Object({ ven: PublicId('ven') })

export const vendorPageRoutes: Routes = (app, deps) => {
  pageRoute(app, deps)
  revealRoute(app, deps)
}

function pageRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskVendor',
    summary: 'Open the page of a vendor',
    description: 'Names and addresses of the team are masked. The look stands on record.',
  }
  const querystring = Type.Object(reasonQuery, closed)
  const schema = { ...deskSchema(readVendors, operation, VendorPage), params, querystring }
  app.get('/api/desk/vendors/:ven', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readVendors)
    const vendor = await vendorOf(deps, request.params.ven)
    const subject = { kind: 'vendor', id: vendor.id } as const
    await recordLook(deps, { staff, permission: readVendors, name: 'vendor', subject, reason: request.query.reason })
    return vendorPage(deps, vendor)
  })
}

function revealRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskRevealVendor',
    summary: 'See names or addresses of a vendor’s team whole',
    description: 'A look of its own: it stands on record with what was seen.',
  }
  const schema = { ...deskSchema(revealPeople, operation, Revealed), params, body: RevealBody }
  app.post('/api/desk/vendors/:ven/reveal', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, revealPeople)
    const vendor = await vendorOf(deps, request.params.ven)
    const { reason, fields } = request.body
    const subject = { kind: 'vendor', id: vendor.id } as const
    const facts = { fields: [...fields].sort().join(', ') }
    await recordLook(deps, { staff, permission: revealPeople, name: 'vendor.reveal', subject, reason, facts })
    return revealedPeople(await teamOf(deps, vendor), fields)
  })
}
