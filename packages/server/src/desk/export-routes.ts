// Whole tables taken away as files: each on record before its first line, and with its number of rows after the last.
import { Readable } from 'node:stream'
import type { Id } from '@farthing/ledger'
import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http/app.ts'
import { answers } from '../platform/http/schemas.ts'
import type { Permission } from '../staff/index.ts'
import { recordLook } from '../staff/index.ts'
import { closed, reasonQuery } from './bodies.ts'
import { staffCaller } from './caller.ts'
import type { CsvFile } from './csv-file.ts'
import { purchasesCsv, usersCsv, vendorsCsv } from './exports.ts'
import {
  filterFacts,
  payerAsked,
  purchasesFilter,
  purchasesQuery,
  usersFilter,
  usersQuery,
  vendorsFilter,
  vendorsQuery,
} from './filters.ts'
import { exportTables } from './permissions.ts'
import { deskSchema } from './route.ts'

export const csvAnswer = (description: string) =>
  answers({ 200: { description, content: { 'text/csv': { schema: Type.String() } } } })

export const exportRoutes: Routes = (app, deps) => {
  const ofTable = (table: string, description: string) => ({
    ...deskSchema(
      exportTables,
      { operationId: `deskExport${table}`, summary: `Take ${description} away as a file (CSV, RFC 4180)` },
      Type.String(),
    ),
    response: csvAnswer('A row for each, the oldest first.'),
  })
  const users = { ...ofTable('Users', 'users, without names and addresses,'), querystring: asked(usersQuery) }
  app.get('/api/desk/tables/users.csv', { schema: users }, async (request, reply) => {
    const { staff } = await staffCaller(deps, request, exportTables)
    const filter = usersFilter(request.query)
    return send(deps, reply, { staff, table: 'users', query: request.query }, () => usersCsv(deps, filter))
  })
  const vendors = { ...ofTable('Vendors', 'vendors'), querystring: asked(vendorsQuery) }
  app.get('/api/desk/tables/vendors.csv', { schema: vendors }, async (request, reply) => {
    const { staff } = await staffCaller(deps, request, exportTables)
    const filter = vendorsFilter(request.query)
    return send(deps, reply, { staff, table: 'vendors', query: request.query }, () => vendorsCsv(deps, filter))
  })
  const purchases = { ...ofTable('Purchases', 'purchases'), querystring: asked(purchasesQuery) }
  app.get('/api/desk/tables/purchases.csv', { schema: purchases }, async (request, reply) => {
    const { staff } = await staffCaller(deps, request, exportTables)
    const filter = purchasesFilter(request.query)
    return send(deps, reply, { staff, table: 'purchases', query: request.query }, () => purchasesCsv(deps, filter))
  })
}

const asked = <Fields extends Parameters<typeof Type.Object>[0]>(filter: Fields) =>
  Type.Object({ ...filter, ...reasonQuery }, closed)

type Export = {
  readonly staff: Id
  readonly table: string
  readonly query: { readonly reason: string; readonly payer?: string }
  readonly permission?: Permission
}

/** Records that a table is taken away, then sends it. */
export async function send(deps: Deps, reply: FastifyReply, asking: Export, open: () => CsvFile): Promise<string> {
  const { staff, table, query, permission = exportTables } = asking
  const about = { staff, permission, reason: query.reason, ...payerAsked(query) }
  const filter = filterFacts(query)
  await recordLook(deps, { ...about, name: `export.${table}`, facts: { filter } })
  const ended = (rows: number, isWhole: boolean) =>
    recordLook(deps, {
      ...about,
      name: `export.${table}.ended`,
      facts: { filter, rows: rows.toString(), whole: isWhole ? 'yes' : 'no' },
    })
  return sendCsv(reply, `${table}.csv`, recorded(deps, open(), ended))
}

/** Sends lines as a file of that name. */
function sendCsv(reply: FastifyReply, name: string, lines: AsyncIterable<string>): string {
  reply.type('text/csv; charset=utf-8; header=present').header('content-disposition', `attachment; filename="${name}"`)
  return Readable.from(lines) as unknown as string // A stream is sent as it is.
}

/** The same lines; when they end, or whoever reads them stops, it is recorded how many rows went out. */
async function* recorded(
  deps: Deps,
  file: CsvFile,
  ended: (rows: number, isWhole: boolean) => Promise<void>,
): AsyncGenerator<string> {
  let isWhole = false
  try {
    yield* file.lines
    isWhole = true
  } finally {
    await ended(file.rows(), isWhole).catch((error: unknown) =>
      deps.log.error({ err: error }, 'a file was taken away, and its number of rows is not on record'),
    )
  }
}
