// What a notice says: read in the log, whenever it is sent or listed.
import type { Id, Json } from '@farthing/ledger'
import type { Notice, NoticeWords, Reader } from '../event/index.ts'
import { noticeOf } from '../event/index.ts'
import type { Deps } from '../platform/deps.ts'
import { moneyText } from '../platform/html/index.ts'
import type { Looks } from '../platform/looks.ts'
import { withLooks } from '../platform/looks.ts'
import type { Currency } from '../platform/money.ts'
import type { Gathered, Place } from './gather.ts'
import type { Told } from './store.ts'

/** What a notice says, and of gathered receipts the lines between its paragraphs. */
export type Worded = NoticeWords & { readonly lines: readonly string[] }

/** One event of the log, with how it is told. */
type Known = { readonly way: Notice<Json>; readonly facts: Json; readonly happened: { operation: Id; at: bigint } }

/**
 * What each notice says to its reader, in their order.
 *
 * @param whole Whether lines of gathered receipts are wanted, too: they are read one by one.
 */
export async function wordsOf(
  deps: Deps,
  wanted: readonly { readonly told: Told; readonly reader: Reader }[],
  { whole }: { readonly whole: boolean },
): Promise<Worded[]> {
  const places = wanted.flatMap(({ told }) => placesOf(told, whole))
  const known = await readEvents(deps, places)
  return withLooks(
    deps.ledger,
    wanted.map(
      ({ told, reader }) =>
        (looks) =>
          worded(deps, told, reader, { known, looks, whole }),
    ),
    { fresh: true },
  )
}

const placesOf = (told: Told, whole: boolean): readonly Place[] => {
  if (told.kind === 'event') return [told.at]
  return told.kind === 'gathered' && whole ? told.gathered.items : []
}

const keyOfPlace = ({ operation, place }: Place): string => `${operation} ${place}`

async function readEvents(deps: Deps, places: readonly Place[]): Promise<Map<string, Known>> {
  const ids = [...new Set(places.map(({ operation }) => operation))]
  const operations = new Map(await Promise.all(ids.map(async (id) => [id, await deps.ledger.operation(id)] as const)))
  return new Map(
    places.flatMap((at) => {
      const operation = operations.get(at.operation)
      const told = operation?.events[at.place]
      if (operation === undefined || told === undefined) throw new Error(`the log has no event at ${keyOfPlace(at)}`)
      const way = noticeOf(deps, told.type)
      // A type that is told no more: nothing is said of it.
      if (way === undefined) return []
      const happened = { operation: operation.id, at: operation.at }
      return [[keyOfPlace(at), { way, facts: told.facts, happened }] as const]
    }),
  )
}

type Around = { readonly known: ReadonlyMap<string, Known>; readonly looks: Looks; readonly whole: boolean }

function worded(deps: Deps, told: Told, reader: Reader, around: Around): Worded {
  if (told.kind === 'gathered') return gatheredWords(deps, told.gathered, reader, around)
  if (told.kind === 'confirm_address') return { ...confirmWords(deps, reader), lines: [] }
  const words = eventWords(deps, told.at, reader, around)
  return { ...(words ?? nothingSaid), lines: [] }
}

const nothingSaid: NoticeWords = { subject: '', body: [], action: { words: '', path: '/wallet' } }

function eventWords(deps: Deps, at: Place, reader: Reader, { known, looks }: Around): NoticeWords | undefined {
  const event = known.get(keyOfPlace(at))
  return event?.way.says(event.facts, { deps, looks, happened: event.happened, t: reader.t }, reader)
}

/** The link with the proof is put in its place where it is sent. */
const confirmWords = ({ config }: Deps, { t }: Reader): NoticeWords => ({
  subject: t('notices.confirmAddress.subject', { provider: config.providerName }),
  body: [t('notices.confirmAddress.body')],
  action: { words: t('notices.confirmAddress.action'), path: '/wallet/profile' },
})

function gatheredWords(deps: Deps, gathered: Gathered, reader: Reader, around: Around): Worded {
  const { t } = reader
  const { paid, returned, span, items } = gathered
  const total = (sums: Readonly<Record<string, string>>): string =>
    new Intl.ListFormat(t.locale).format(
      Object.entries(sums).map(([currency, micros]) => moneyText(t, BigInt(micros), currency as Currency)),
    )
  const lines = around.whole ? items.flatMap((at) => eventWords(deps, at, reader, around)?.line ?? []) : []
  const more = paid.count + returned.count - items.length
  return {
    subject: gatheredSubject(gathered, reader, total(paid.count > 0 ? paid.sums : returned.sums)),
    body: [
      paid.count === 0 ? '' : t('notices.gathered.paid', { count: paid.count, total: total(paid.sums) }),
      returned.count === 0
        ? ''
        : t('notices.gathered.returned', { count: returned.count, total: total(returned.sums) }),
      span.over === 'hour' ? t('notices.gathered.hour') : '',
    ],
    lines: more > 0 ? [...lines, t('notices.gathered.more', { count: more })] : lines,
    action: { words: t('notices.gathered.action'), path: '/wallet/history' },
  }
}

function gatheredSubject({ span, paid }: Gathered, { t }: Reader, total: string): string {
  if (span.over === 'hour')
    return paid.count > 0 ? t('notices.gathered.paidHour', { total }) : t('notices.gathered.returnedHour', { total })
  const day = new Intl.DateTimeFormat(t.locale, { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(span.day))
  return paid.count > 0
    ? t('notices.gathered.paidDay', { day, total })
    : t('notices.gathered.returnedDay', { day, total })
}
