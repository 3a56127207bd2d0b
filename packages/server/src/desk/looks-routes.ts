// For the payer: who of the provider's people looked at the account, and who did something to it, when and why.
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { actsOf } from '../act/index.ts'
import { signedIn } from '../identity/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { answers, Nullable, Page, pageQuery, PublicId, Timestamp, withSession } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import type { RecordLine } from '../staff/index.ts'
import { recordKinds, recordLines, staffPeople } from '../staff/index.ts'
import { closed, oneOf } from './bodies.ts'

/** What of an account staff look at, by the names of looks. */
const looksAt = {
  account: 'account',
  'account.reveal': 'people',
  'account.purchases': 'purchases',
  'account.tokens': 'tokens',
  'account.events': 'events',
  'account.notes': 'notes',
  'table.purchases': 'purchases',
  'table.purchases.sums': 'purchases',
  'export.purchases': 'purchases',
  'export.purchases.ended': 'purchases',
  'read out': 'account',
} as const

const LookShown = Type.Object(
  {
    id: PublicId('rec'),
    at: Timestamp,
    staff: Type.String({ description: 'Who: the first name, and the first letter of the last.' }),
    kind: oneOf(recordKinds, {
      description:
        '`look`: read. `act`: did it. `prepared`: prepared it for a second person, who `approved` or `refused` it, or `withdrawn`: took it back.',
    }),
    at_what: oneOf(['account', 'people', 'purchases', 'tokens', 'events', 'notes', 'act', 'other'], {
      description: 'What was read: the page of the account, names and addresses, and so on; `act`: see `act`.',
    }),
    act: Nullable(Type.String({ description: 'What was done, or looked at before it is done, in words.' })),
    reason: Type.String(),
  },
  { ...closed, title: 'StaffLook' },
)

export const looksRoutes: Routes = (app, deps) => {
  const schema = {
    operationId: 'walletLooks',
    summary: 'Who of the provider’s people looked at your account, or did something to it',
    description: 'With the reason that they gave. The latest first.',
    tags: ['wallet'],
    security: withSession,
    querystring: Type.Object(pageQuery, closed),
    response: answers({ 200: Page(LookShown) }),
  }
  app.get('/api/wallet/looks', { schema }, async (request) => {
    const { account } = await signedIn(deps, request)
    const { cursor, limit = 25 } = request.query
    const page = { order: 'newest first', after: fromCursor(cursor), limit: limit + 1 } as const
    const lines = await recordLines(deps, { payer: account }, page)
    const people = await staffPeople(
      deps,
      lines.map(({ staff }) => staff),
    )
    return pageOf(
      lines,
      limit,
      (line) => lookBody(deps, line, people.get(line.staff)?.name ?? ''),
      (line) => line,
    )
  })
}

function lookBody(deps: Deps, line: RecordLine, name: string): Static<typeof LookShown> {
  const preview = /^preview (.+)$/.exec(line.name)?.[1]
  const act = actsOf(deps).find((each) => each.name === (preview ?? line.name))?.says ?? actNames[line.name] ?? null
  const at = looksAt[line.name as keyof typeof looksAt] as (typeof looksAt)[keyof typeof looksAt] | undefined
  return {
    id: toPublic('rec', line.id),
    at: toRfc3339(line.at),
    staff: shortName(name),
    kind: line.kind,
    at_what: act === null ? (at ?? 'other') : 'act',
    act,
    reason: line.reason,
  }
}

/** What is done at the desk by no act of a room. */
const actNames: Readonly<Record<string, string>> = { 'note.add': 'Add a note' }

/** `Ines Correia` is `Ines C.`: the payer learns whom to ask about, and not more of a person than that. */
function shortName(name: string): string {
  const [first = '', ...rest] = name.split(/\s+/u)
  const last = Array.from(rest.at(-1) ?? '')[0]
  return last === undefined ? first : `${first} ${last}.`
}
