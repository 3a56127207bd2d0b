// Everything that happened to an account, in order: what moved its money, what it allowed, and what staff did and looked at.
import type { Id, Instant } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import type { MovementRow } from '../history/index.ts'
import { movementsOf } from '../history/index.ts'
import type { MandateBody } from '../mandate/index.ts'
import { mandateBodies, mandatesOf } from '../mandate/index.ts'
import { fromRfc3339, toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { readCursor, writeCursor } from '../platform/http/cursors.ts'
import { MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { RecordLine } from '../staff/index.ts'
import { recordLines, staffPeople } from '../staff/index.ts'
import type { Payer } from './account-page.ts'
import { closed, StaffNamed } from './bodies.ts'

export const AccountEvent = Type.Object(
  {
    at: Timestamp,
    kind: Type.Union(
      [
        Type.Literal('movement'),
        Type.Literal('look'),
        Type.Literal('act'),
        Type.Literal('prepared'),
        Type.Literal('approved'),
        Type.Literal('refused'),
        Type.Literal('withdrawn'),
        Type.Literal('opened'),
        Type.Literal('mandate_given'),
        Type.Literal('mandate_revoked'),
      ],
      { description: '`movement`: money moved. `look` to `withdrawn`: what staff did.' },
    ),
    name: Type.String({ description: 'Of a movement its kind in the history, of what staff did which act or look.' }),
    title: Type.String({ description: 'What was bought, or the label of a mandate; empty where there is none.' }),
    amount: Nullable(MoneyAndTokens),
    balance: Nullable(MoneyAndTokens),
    purchase: Nullable(PublicId('txn')),
    vendor: Nullable(Type.Object({ id: PublicId('ven'), name: Type.String() }, closed)),
    staff: Nullable(StaffNamed),
    reason: Nullable(Type.String()),
  },
  { ...closed, title: 'DeskAccountEvent' },
)
type Body = Static<typeof AccountEvent>

/** What no money moved by: where it stands among others of its kind, and what is shown. */
type Told = { readonly at: Instant; readonly id: Id; readonly body: Body }
type Page = { readonly data: Body[]; readonly next: string | null }

/**
 * A page of it, newest first.
 *
 * @param page.cursor As the page before gave it.
 * @throws {Problem} invalid_request (cursor)
 */
export async function accountEvents(
  deps: Deps,
  payer: Payer,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
  t: Say,
): Promise<Page> {
  const begin = cursor === undefined ? beginning : fromCursor(cursor)
  const [movements, told] = await Promise.all([
    begin.movements === ended
      ? { rows: [], next: null }
      : movementsOf(deps, payer.id, { cursor: begin.movements === '' ? undefined : begin.movements, limit }, t),
    toldOf(deps, payer, begin, limit),
  ])
  return merged(begin, movements, told, limit)
}

/**
 * Takes from both what is newer, until the page is full or one of them would have to read on. Movements of one operation
 * stand on one page.
 */
function merged(
  begin: Place,
  movements: { readonly rows: readonly MovementRow[]; readonly next: string | null },
  told: { readonly rows: readonly Told[]; readonly isLast: boolean },
  limit: number,
): Page {
  const data: Body[] = []
  let place = begin
  let [i, j] = [0, 0]
  let isWhole = true
  while (data.length < limit || !isWhole) {
    const [moved, line] = [movements.rows[i], told.rows[j]]
    if (moved !== undefined && (!isWhole || line === undefined || moved.at >= line.at)) {
      if (isWhole && line === undefined && !told.isLast) break
      data.push(movementBody(moved))
      isWhole = moved.after !== null
      place = { ...place, movements: moved.after ?? place.movements }
      i++
    } else if (line !== undefined) {
      if (moved === undefined && movements.next !== null) break
      data.push(line.body)
      place = { ...place, at: line.at, id: line.id }
      j++
    } else break
  }
  if (i === movements.rows.length) place = { ...place, movements: movements.next ?? ended }
  const isOver = place.movements === ended && j === told.rows.length && told.isLast
  return { data, next: isOver ? null : toCursor(place) }
}

/** What is no movement, older than a place, newest first. */
async function toldOf(
  deps: Deps,
  payer: Payer,
  place: Place,
  limit: number,
): Promise<{ readonly rows: readonly Told[]; readonly isLast: boolean }> {
  const [lines, mandates] = await Promise.all([
    recordLines(deps, { payer: payer.id }, { order: 'newest first', after: place, limit: limit + 1 }),
    mandatesOf(deps, payer.id).then((ids) => mandateBodies(deps, ids)),
  ])
  const people = await staffPeople(
    deps,
    lines.map(({ staff }) => staff),
  )
  const rest = [openedBody(payer), ...mandates.flatMap(mandateTold)].filter((each) => isOlder(each, place))
  const rows = [...lines.map((line) => lineTold(line, people.get(line.staff)?.name ?? '')), ...rest].sort((a, b) =>
    isOlder(a, b) ? 1 : -1,
  )
  return { rows: rows.slice(0, limit), isLast: rows.length <= limit }
}

const isOlder = (one: Pick<Told, 'at' | 'id'>, other: Pick<Told, 'at' | 'id'>): boolean =>
  one.at < other.at || (one.at === other.at && one.id < other.id)

const nothing = { amount: null, balance: null, purchase: null, vendor: null, staff: null, reason: null, title: '' }

const movementBody = (row: MovementRow): Body => ({
  at: toRfc3339(row.at),
  kind: 'movement',
  name: row.kind,
  title: row.title,
  amount: toMoneyAndTokens(row.micros, row.currency),
  balance: toMoneyAndTokens(row.balanceMicros, row.currency),
  purchase: row.purchase === null ? null : toPublic('txn', row.purchase),
  vendor: row.vendor === null ? null : { id: toPublic('ven', row.vendor.id), name: row.vendor.name },
  staff: null,
  reason: null,
})

const lineTold = ({ id, at, kind, name, reason, staff }: RecordLine, staffName: string): Told => ({
  at,
  id,
  body: { ...nothing, at: toRfc3339(at), kind, name, staff: { id: toPublic('stf', staff), name: staffName }, reason },
})

const openedBody = ({ id, openedAt: at }: Payer): Told => ({
  at,
  id,
  body: { ...nothing, at: toRfc3339(at), kind: 'opened', name: 'opened' },
})

function mandateTold({ id, label, created_at: given, revoked_at: revoked }: MandateBody): Told[] {
  const of = (kind: 'mandate_given' | 'mandate_revoked', at: string): Told => ({
    at: fromRfc3339(at) ?? 0n,
    id: fromPublic('man', id) ?? '',
    body: { ...nothing, at, kind, name: kind, title: label },
  })
  return [of('mandate_given', given), ...(revoked === null ? [] : [of('mandate_revoked', revoked)])]
}

/** Where a page goes on: after these movements, and after this instant and identifier of the rest. */
type Place = { readonly movements: string; readonly at: Instant; readonly id: Id }
const ended = '-'
const beginning: Place = { movements: '', at: 10n ** 18n - 1n, id: 'f'.repeat(32) }

// What `movementsOf` gave stands in it as it was before it was encoded: a cursor must not grow with each encoding.
const toCursor = ({ movements, at, id }: Place): string =>
  writeCursor(`${movements === ended ? ended : Buffer.from(movements, 'base64url').toString('latin1')}~${at}.${id}`)

function fromCursor(cursor: string): Place {
  const form = /^(-|[0-9A-Z.:,-]{0,300})~(\d{1,18})\.([0-9a-f]{32})$/
  const [movements = '', at = '', id = ''] = readCursor(cursor, form)
  return { movements: movements === ended ? ended : writeCursor(movements), at: BigInt(at), id }
}
