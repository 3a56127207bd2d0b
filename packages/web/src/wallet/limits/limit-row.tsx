import { Button } from '@mantine/core'
import type { Currency, LimitUse, PlainPeriod } from '../../api/shapes.ts'
import { moneyText } from '../../money/text.ts'
import { Bar } from '../../parts/bar.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { useHere } from '../../parts/session.ts'
import { renewText, type Here } from '../../words/time.ts'
import { plainText, SetLimit } from './set-limit.tsx'
import { useSetLimit } from './use-set-limit.ts'

type Props = { period: PlainPeriod; currency: Currency; limit: LimitUse | undefined }

const names: Record<PlainPeriod, string> = {
  transaction: 'One purchase',
  day: 'A day',
  week: 'A week',
  month: 'A month',
}

/** One limit: the sentence that sums it up, what is spent of it, and the form that changes it in place. */
export function LimitRow({ period, currency, limit }: Props) {
  const { value: typed, set: type } = useDraft(`limit ${currency} ${period}`)
  const { set, asked, thrown, leave } = useSetLimit(currency, period, () => type(undefined))
  // Open while something is typed in it, hidden while that is being sent.
  const open = typed !== undefined && asked === undefined
  const here = useHere()
  const max = limit?.max ?? null
  const name = names[period]
  return (
    <div className="limit">
      <div className="stack tight">
        <h3>{name}</h3>
        <p className="sm dim" aria-live="polite">
          {sentence(limit, asked, currency, here)}
        </p>
        {limit && max !== null && period !== 'transaction' && asked === undefined && (
          <Bar percent={limit.percent} label={`${limit.percent} percent of it spent`} />
        )}
      </div>
      {!open && (
        <Button size="xs" onClick={() => type(max === null ? '' : plainText(max))}>
          {max === null ? 'Set a limit' : 'Change'}
          <span className="vh"> for {name.toLowerCase()}</span>
        </Button>
      )}
      {open && (
        <SetLimit
          name={name}
          currency={currency}
          max={max}
          typed={typed}
          onType={type}
          thrown={thrown}
          onSet={set}
          onLeave={() => {
            type(undefined)
            leave()
          }}
        />
      )}
    </div>
  )
}

/** Until the answer comes, the limit that was asked for is shown already. */
function sentence(
  limit: LimitUse | undefined,
  asked: string | null | undefined,
  currency: Currency,
  here: Here,
): string {
  if (asked === null) return 'Taking the limit away.'
  if (asked !== undefined) return `${moneyText({ amount: asked, currency })} from now on.`
  if (limit === undefined || limit.max === null) return 'No limit: what the wallet holds may go.'
  return limit.renews_at === null
    ? limit.sentence
    : `${limit.sentence} Begins anew ${renewText(limit.renews_at, here)}.`
}
