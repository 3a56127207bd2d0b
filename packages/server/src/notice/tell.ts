// The follower that makes notices of what happened, in the transaction that moves its cursor.
import type { Id, Instant, Json, Operation } from '@farthing/ledger'
import type pg from 'pg'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import type { Followed, Notice } from '../event/index.ts'
import { followedIn, follower } from '../event/index.ts'
import { seconds } from '../platform/clock.ts'
import { defaultLanguage } from '@farthing/words'
import type { Deps } from '../platform/deps.ts'
import { sayIn } from '../platform/html/index.ts'
import { keyOf } from '../platform/ids.ts'
import type { Looks } from '../platform/looks.ts'
import { withLooks } from '../platform/looks.ts'
import { enqueueAll } from '../platform/work/store.ts'
import { vendors } from '../vendor/index.ts'
import type { Gathered, Span, ToGather } from './gather.ts'
import { daySpan, gather, hourOf, hourSpan, maxEachHour } from './gather.ts'
import { sendNotice } from './send.ts'
import type { NewNotice } from './store.ts'
import { countSingle, insertNotices, isReceipt, lockGatherings, putGathered, receiptsOf } from './store.ts'

/** One event as it is told to one user. */
type Telling = {
  readonly event: Followed<Notice<Json>>
  readonly user: Id
  readonly payer: Id | null
  readonly vendor: Id | null
  /** Of a receipt. */
  readonly receipt: { readonly state: PayerState; readonly of: ToGather | null } | null
}

/** Nobody is told what happened before this follower ran for the first time. */
export const followForNotices = follower('notices', tell, 'next')

export async function tell(deps: Deps, operations: readonly Operation[], transaction: pg.ClientBase): Promise<void> {
  const events = followedIn(deps, operations, ({ notice }) => notice)
  if (events.length === 0) return
  const tellings = await withLooks(
    deps.ledger,
    events.map(
      (event) =>
        (looks): Telling[] =>
          tellingsOf(deps, event, looks),
    ),
  )
  const { single, many } = await asChosen(transaction, tellings.flat())
  await insertSingle(deps, transaction, single)
  await gatherMany(deps, transaction, many)
}

// A look may be a moment older than the log that another server writes: then this throws, nothing of the step stands, and
// it is made again.
function tellingsOf(deps: Deps, event: Followed<Notice<Json>>, looks: Looks): Telling[] {
  const { way, facts, happened, place } = event
  const telling = { deps, looks, happened, t: sayIn(defaultLanguage) } // To whom says nothing in words.
  const to = way.to(facts, telling)
  if (to === null) return []
  if ('user' in to) return [{ event, user: to.user, payer: null, vendor: null, receipt: null }]
  if ('vendor' in to) {
    const row = looks.row(vendors, to.vendor)
    if (row === undefined) throw new Error(`vendor ${to.vendor} is not to be seen yet`)
    return row.team.map(({ user }) => ({ event, user, payer: null, vendor: to.vendor, receipt: null }))
  }
  const state = looks.row(payers, to.payer)?.state
  if (state === undefined) throw new Error(`account ${to.payer} is not to be seen yet`)
  const receipted = way.receipt?.(facts, telling)
  const of = receipted === undefined ? null : { ...receipted, operation: happened.operation, place }
  const receipt = isReceipt(way) ? { state, of } : null
  return state.members.map((user) => ({ event, user, payer: to.payer, vendor: null, receipt }))
}

type ToGatherIn = { readonly telling: Telling; readonly span: Span; readonly receipt: ToGather }

/** What is told alone, and what with others; what nobody wants is left out. */
async function asChosen(
  transaction: pg.ClientBase,
  tellings: readonly Telling[],
): Promise<{ readonly single: readonly Telling[]; readonly many: readonly ToGatherIn[] }> {
  const receipts = tellings.filter(({ receipt }) => receipt !== null)
  if (receipts.length === 0) return { single: tellings, many: [] }
  const chosen = await receiptsOf(transaction, [...new Set(receipts.map(({ user }) => user))])
  const spanOf = ({ event }: Telling) => hourSpan(event.happened.at)
  const each = receipts.filter(({ user }) => chosen(user) === 'each')
  const hours = each.map((telling) => ({
    user: telling.user,
    from: hourOf(telling.event.happened.at),
    to: spanOf(telling).endsAt,
  }))
  const sent = await countSingle(transaction, [...new Map(hours.map((each) => [hourKey(each), each])).values()])
  const single: Telling[] = []
  const many: ToGatherIn[] = []
  for (const telling of tellings) {
    const { user, receipt } = telling
    if (receipt === null) single.push(telling)
    else if (chosen(user) === 'each') {
      const key = hourKey({ user, from: hourOf(telling.event.happened.at) })
      const before = sent.get(key) ?? 0
      sent.set(key, before + 1)
      if (before < maxEachHour) single.push(telling)
      else if (receipt.of !== null) many.push({ telling, span: spanOf(telling), receipt: receipt.of })
    } else if (chosen(user) === 'daily' && receipt.of !== null && telling.event.way.class === 'receipt')
      many.push({ telling, span: daySpan(receipt.state, telling.event.happened.at), receipt: receipt.of })
  }
  return { single, many }
}

const hourKey = ({ user, from }: { readonly user: Id; readonly from: bigint }): string => `${user} ${from}`

async function insertSingle(deps: Deps, transaction: pg.ClientBase, tellings: readonly Telling[]): Promise<void> {
  const notices = tellings.map(({ event, user, payer, vendor }): NewNotice => {
    const { happened, place, type, way } = event
    const told = { kind: 'event', type, at: { operation: happened.operation, place } } as const
    const id = keyOf('notice', happened.operation, place.toString(), user)
    const { at } = happened
    return { id, user, payer, vendor, class: way.class, createdAt: at, dueAt: at, told, gathering: null }
  })
  await insert(deps, transaction, notices)
}

async function gatherMany(deps: Deps, transaction: pg.ClientBase, many: readonly ToGatherIn[]): Promise<void> {
  const bySpan = Map.groupBy(many, ({ telling, span }) => `${telling.user} ${span.key}`)
  const wanted = [...bySpan.values()].flatMap(([first]) =>
    first === undefined ? [] : [{ user: first.telling.user, key: first.span.key }],
  )
  const known = await lockGatherings(transaction, wanted)
  const changed: { id: Id; gathered: Gathered }[] = []
  const made: NewNotice[] = []
  for (const [key, receipts] of bySpan) {
    const [first] = receipts
    if (first === undefined) continue
    const { telling, span } = first
    const before = known.get(key)
    const gathered = receipts.reduce<Gathered | undefined>(
      (sofar, { receipt }) => gather(sofar, span, receipt),
      before?.gathered,
    )
    if (gathered === undefined) continue
    if (before !== undefined) changed.push({ id: before.id, gathered })
    else made.push(gatheredNotice(telling, span, gathered, deps.clock.now() + catchUp))
  }
  await putGathered(transaction, changed)
  await insert(deps, transaction, made)
}

/** For what was over when we came to read of it, such as after a stop: until then more of it may come. */
const catchUp = seconds(300)

function gatheredNotice({ event, user, payer }: Telling, span: Span, gathered: Gathered, soonest: Instant): NewNotice {
  const { operation, at } = event.happened
  return {
    id: keyOf('gathered', operation, event.place.toString(), user),
    user,
    payer,
    vendor: null,
    class: 'receipt',
    createdAt: at,
    dueAt: span.endsAt > soonest ? span.endsAt : soonest,
    told: { kind: 'gathered', gathered },
    gathering: span.key,
  }
}

/** Puts notices down, and the work to send each. */
async function insert(deps: Deps, transaction: pg.ClientBase, notices: readonly NewNotice[]): Promise<void> {
  const isNew = await insertNotices(transaction, notices)
  const now = deps.clock.now()
  const jobs = notices
    .filter(({ id }) => isNew.has(id))
    .map(({ id, dueAt }) => ({ id: keyOf('send notice', id), input: { notice: id }, now, dueAt }))
  if (jobs.length > 0) await enqueueAll(transaction, sendNotice, jobs)
}
