// The record of what staff did and looked at: to read and filter, and as files for the auditor.
import type { Id } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { Problem } from '../platform/http/problems.ts'
import { Nullable, Page, pageQuery, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { spanOf, spanQuery } from '../platform/http/span.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import type { RecordFilter, RecordLine } from '../staff/index.ts'
import { publicSubject, readRecord, recordKinds, recordLines, staffPeople } from '../staff/index.ts'
import { closed, oneOf, reasonQuery, StaffNamed } from './bodies.ts'
import { staffCaller } from './caller.ts'
import { csvAnswer, send } from './export-routes.ts'
import { monthClosed, monthsClosed, recordCsv, spanOfMonth } from './record-file.ts'
import { deskSchema } from './route.ts'

const Kind = oneOf(recordKinds)

const RecordListed = Type.Object(
  {
    id: PublicId('rec'),
    at: Timestamp,
    staff: StaffNamed,
    kind: Kind,
    name: Type.String({ description: 'Which act or look.' }),
    subject: Nullable(Type.Object({ kind: Type.String(), id: Nullable(Type.String()) }, closed)),
    account: Nullable({ ...PublicId('acc'), description: 'The payer’s account that it concerns: its members see it.' }),
    reason: Type.String(),
    facts: Type.Array(Type.Object({ name: Type.String(), value: Type.String() }, closed), {
      description: 'What it was about, in the order of names. What was searched for stands as a keyed hash.',
    }),
  },
  { ...closed, title: 'RecordLine' },
)

const subjects = ['acc', 'usr', 'ven', 'txn', 'stf'] as const
const filter = {
  staff: Type.Optional(PublicId('stf')),
  kind: Type.Optional(Kind),
  name: Type.Optional(
    Type.String({ pattern: '^[a-z][a-z0-9_. ]{0,79}$', maxLength: 80, description: 'Which act or look.' }),
  ),
  subject: Type.Optional(
    Type.String({
      pattern: `^(${subjects.join('|')})_[0-7][0-9a-hjkmnp-tv-z]{25}$`,
      description:
        'An account, a user, a vendor, a purchase or a member of staff. Of an account, also what concerns it.',
    }),
  ),
  ...spanQuery,
}
type Filter = Static<ReturnType<typeof Type.Object<typeof filter>>>

export const recordRoutes: Routes = (app, deps) => {
  listRoute(app, deps)
  fileRoute(app, deps)
  monthsRoute(app, deps)
  monthRoute(app, deps)
}

function filterOf({ staff, kind, name, subject, ...span }: Filter): RecordFilter {
  const { from, to } = spanOf(span)
  const payer = subject === undefined ? undefined : fromPublic('acc', subject)
  const about = payer !== undefined || subject === undefined ? undefined : idOf(subject)
  return {
    staff: staff === undefined ? undefined : fromPublic('stf', staff),
    kind,
    name,
    subject: about,
    payer,
    from,
    to,
  }
}

const idOf = (text: string): Id | undefined =>
  subjects.map((prefix) => fromPublic(prefix, text)).find((id) => id !== undefined)

function listRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskRecord',
    summary: 'Read the record of what staff did and looked at',
    description: 'The latest first.',
  }
  const querystring = Type.Object({ ...filter, ...pageQuery }, closed)
  const schema = { ...deskSchema(readRecord, operation, Page(RecordListed)), querystring }
  app.get('/api/desk/record', { schema }, async (request) => {
    await staffCaller(deps, request, readRecord)
    const { cursor, limit = 25 } = request.query
    const page = { order: 'newest first', after: fromCursor(cursor), limit: limit + 1 } as const
    const lines = await recordLines(deps, filterOf(request.query), page)
    const people = await staffPeople(
      deps,
      lines.map(({ staff }) => staff),
    )
    return pageOf(
      lines,
      limit,
      (line) => lineBody(line, people.get(line.staff)?.name ?? ''),
      (line) => line,
    )
  })
}

const lineBody = (line: RecordLine, staffName: string): Static<typeof RecordListed> => ({
  id: toPublic('rec', line.id),
  at: toRfc3339(line.at),
  staff: { id: toPublic('stf', line.staff), name: staffName },
  kind: line.kind,
  name: line.name,
  subject:
    line.subjectKind === null || line.subject === null
      ? null
      : publicSubject({ kind: line.subjectKind, id: line.subject }),
  account: line.payer === null ? null : toPublic('acc', line.payer),
  reason: line.reason,
  facts: Object.entries(line.facts)
    .flatMap(([name, value]) => (value === null ? [] : [{ name, value }]))
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
})

function fileRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskExportRecord', summary: 'Take the record away as a file (CSV, RFC 4180)' }
  const schema = {
    ...deskSchema(readRecord, operation, Type.String()),
    querystring: Type.Object({ ...filter, ...reasonQuery }, closed),
    response: csvAnswer('A line for each look and each act, the oldest first; people by identifiers alone.'),
  }
  app.get('/api/desk/record.csv', { schema }, async (request, reply) => {
    const { staff } = await staffCaller(deps, request, readRecord)
    const asking = { staff, table: 'record', query: request.query, permission: readRecord }
    // Until now: what is recorded while the file is sent, its own end too, is no part of it.
    const asked = filterOf(request.query)
    const now = await deps.ledger.now()
    const to = asked.to === undefined || asked.to > now ? now : asked.to
    return send(deps, reply, asking, () => recordCsv(deps, { ...asked, to }))
  })
}

const Month = Type.Object(
  {
    month: Type.String({ description: 'Of the calendar in UTC.', examples: ['2026-05'] }),
    lines: Type.Integer(),
    sha256: Type.String({ description: 'Of its file, hexadecimal. It stands in the log too.' }),
    closed_at: Timestamp,
  },
  { ...closed, title: 'RecordMonth' },
)

function monthsRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskRecordMonths',
    summary: 'List the months of the record that were closed',
    description: 'Each is closed on the first day of the next (UTC). The latest first.',
  }
  const body = Type.Object({ data: Type.Array(Month) }, closed)
  app.get('/api/desk/record/months', { schema: deskSchema(readRecord, operation, body) }, async (request) => {
    await staffCaller(deps, request, readRecord)
    const rows = await monthsClosed(deps)
    return {
      data: rows.map(({ month, lines, sha256, closedAt }) => ({
        month,
        lines: Number(lines),
        sha256: sha256.toString('hex'),
        closed_at: toRfc3339(closedAt),
      })),
    }
  })
}

function monthRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskRecordMonth',
    summary: 'Take a closed month of the record away as a file',
    description: 'The same bytes each time; `Repr-Digest` (RFC 9530) has the digest with which the month was closed.',
  }
  const schema = {
    ...deskSchema(readRecord, operation, Type.String()),
    params: Type.Object({ month: Type.String({ pattern: '^[0-9]{4}-(0[1-9]|1[0-2])$', examples: ['2026-05'] }) }),
    querystring: Type.Object(reasonQuery, closed),
    response: csvAnswer('A line for each look and each act of that month, the oldest first.'),
  }
  app.get('/api/desk/record/months/:month', { schema }, async (request, reply) => {
    const { staff } = await staffCaller(deps, request, readRecord)
    const { month } = request.params
    const row = await monthClosed(deps, month)
    if (row === undefined) throw new Problem('not_found')
    reply.header('repr-digest', `sha-256=:${Buffer.from(row.sha256).toString('base64')}:`)
    const asking = { staff, table: `record-${month}`, query: request.query, permission: readRecord }
    return send(deps, reply, asking, () => recordCsv(deps, spanOfMonth(month)))
  })
}
