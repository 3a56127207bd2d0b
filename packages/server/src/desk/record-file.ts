// The record as a file (CSV), and each month of it closed with a digest, so that an auditor can tell that nothing was taken
// out of it or changed since.
import { createHash } from 'node:crypto'
import type { Decider, Instant } from '@farthing/ledger'
import { bytea, defineTable, done, fixed, int8, refused, text } from '@farthing/ledger'
import { dayOf, midnight } from '../platform/calendar.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Position } from '../platform/http/cursors.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { keyOf, toPublic } from '../platform/ids.ts'
import { sql } from '../platform/sql.ts'
import { submitDue } from '../platform/work/submit-due.ts'
import { atLocalTime } from '../platform/work/rules.ts'
import { schedule } from '../platform/work/work.ts'
import type { RecordFilter, RecordLine } from '../staff/index.ts'
import { publicSubject, recordLines } from '../staff/index.ts'
import type { CsvFile } from './csv-file.ts'
import { csvFile } from './csv-file.ts'
import { recordClosed } from './events.ts'

/**
 * Lines of the record as a file, the oldest first. They name people by identifiers alone and are never changed, so that the
 * file of a time that is over has the same bytes whenever it is made.
 */
export const recordCsv = (deps: Deps, filter: RecordFilter): CsvFile =>
  csvFile<RecordLine, Position>(
    ['line', 'time', 'staff', 'kind', 'name', 'subject_kind', 'subject', 'account', 'reason', 'facts'],
    async (after, limit) => {
      const rows = await recordLines(deps, filter, { order: 'oldest first', after, limit })
      return { rows, next: rows.length < limit ? undefined : rows.at(-1) }
    },
    fieldsOf,
  )

function fieldsOf(line: RecordLine): string[] {
  const { subjectKind: kind, subject, payer, facts } = line
  return [
    toPublic('rec', line.id),
    toRfc3339(line.at),
    toPublic('stf', line.staff),
    line.kind,
    line.name,
    kind ?? '',
    kind === null || subject === null ? '' : (publicSubject({ kind, id: subject }).id ?? subject),
    payer === null ? '' : toPublic('acc', payer),
    line.reason,
    // In the order of names: jsonb has an order of its own.
    Object.keys(facts).length === 0 ? '' : JSON.stringify(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1))),
  ]
}

/** A month of the record that was closed. */
export const recordMonths = defineTable('record_months', {
  /** `2026-05`. */
  month: fixed(text()),
  lines: fixed(int8()),
  sha256: fixed(bytea()),
  closedAt: fixed(int8()),
})

const monthKey = (month: string) => keyOf('record month', month)

/** What the file of a month is, where the month was closed. */
export const monthClosed = async (deps: Pick<Deps, 'ledger'>, month: string) =>
  (await deps.ledger.look({ rows: [[recordMonths, monthKey(month)]] }, { fresh: true })).row(
    recordMonths,
    monthKey(month),
  )

type MonthListed = {
  readonly month: string
  readonly lines: bigint
  readonly sha256: Buffer
  readonly closedAt: Instant
}

/** The months that were closed, the latest first. */
export const monthsClosed = ({ pool }: Pick<Deps, 'pool'>): Promise<MonthListed[]> =>
  sql<MonthListed>`
    SELECT month, lines, sha256, closed_at AS "closedAt" FROM record_months ORDER BY month DESC LIMIT 1200`.rows(pool)

type CloseMonth = { readonly month: string; readonly lines: string; readonly sha256: string }

/** Writes down what the file of a month is; a month is closed once. Refusals: conflict. */
const closeMonth: Decider<CloseMonth, null | Refusal> = {
  name: 'desk.closeRecordMonth',
  decide({ month, lines, sha256 }, draft, at) {
    if (draft.row(recordMonths, monthKey(month)) !== undefined) return refused({ code: 'conflict' })
    draft.insert(recordMonths, monthKey(month), {
      month,
      lines: BigInt(lines),
      sha256: Buffer.from(sha256, 'hex'),
      closedAt: at,
    })
    draft.record(recordClosed.of({ month, lines, sha256 }))
    return done(null)
  },
}

/** When a month of the calendar began and was over, in UTC. @param month `2026-05`. */
export function spanOfMonth(month: string): { readonly from: Instant; readonly to: Instant } {
  const from = midnight(`${month}-01`, 'UTC')
  return { from, to: midnight(`${monthOf(from, 1)}-01`, 'UTC') }
}

/** The month in which an instant lies, or one `later`. */
function monthOf(at: Instant, later: number): string {
  const [year = 0, month = 0] = dayOf(at, 'UTC').split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + later, 1)).toISOString().slice(0, 7)
}

/** Closes each month of the record on the first day of the next (UTC): its file has that digest for good. */
export const closeRecordMonths = schedule({
  name: 'close record month',
  when: atLocalTime({ time: '00:15', zone: 'UTC', dayOfMonth: 1 }),
  catchUp: 'each',
  async run(deps, dueAt) {
    const month = monthOf(dueAt, -1)
    if ((await monthClosed(deps, month)) !== undefined) return
    const digest = createHash('sha256')
    const file = recordCsv(deps, spanOfMonth(month))
    for await (const text of file.lines) digest.update(text)
    const input = { month, lines: file.rows().toString(), sha256: digest.digest('hex') }
    await submitDue(deps, closeMonth, { parts: [month], input, by: 'close record month' })
  },
})
