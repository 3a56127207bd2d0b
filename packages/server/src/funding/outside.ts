// What was recorded as paid outside and is not seen in the provider's own money yet: by kind and age.
import type { Deps } from '../platform/deps.ts'
import { dayAfter } from '../platform/calendar.ts'
import { sql } from '../platform/sql.ts'
import type { PaymentKind } from './tables.ts'

/** Up to how many days old; what is older stands in a place of its own. */
export const outsideAges = [7, 30, 90] as const

export type Outside = {
  readonly kind: PaymentKind
  readonly asset: string
  readonly payments: number
  readonly micros: bigint
  /** The day on which the oldest arrived. */
  readonly oldest: string
  /** By `outsideAges`, then the rest. */
  readonly byAge: readonly bigint[]
}

/** A line for each clearing account that is not at zero, each the sum of that account. @param today `2026-11-28` */
export async function outsideByAge({ pool }: Pick<Deps, 'pool'>, today: string): Promise<Outside[]> {
  const [week = '', month = '', quarter = ''] = outsideAges.map((days) => dayAfter(today, -days))
  const rows = await sql<Omit<Outside, 'payments' | 'byAge'> & { payments: bigint; ages: string[] }>`
    SELECT kind, asset, count(*)::bigint AS payments, sum(micros)::bigint AS micros, min(received_on) AS oldest,
           ARRAY[coalesce(sum(micros) FILTER (WHERE received_on >= ${week}), 0)::text,
                 coalesce(sum(micros) FILTER (WHERE received_on < ${week} AND received_on >= ${month}), 0)::text,
                 coalesce(sum(micros) FILTER (WHERE received_on < ${month} AND received_on >= ${quarter}), 0)::text,
                 coalesce(sum(micros) FILTER (WHERE received_on < ${quarter}), 0)::text] AS ages
      FROM payments WHERE reversed_at IS NULL GROUP BY kind, asset ORDER BY kind, asset`.rows(pool)
  return rows.map(({ ages, payments, ...row }) => ({ ...row, payments: Number(payments), byAge: ages.map(BigInt) }))
}
