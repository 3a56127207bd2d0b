import { Button } from '@mantine/core'
import type { Currency, LimitUse, PlainPeriod } from '../../api/shapes.ts'
import { amountToType, moneyText } from '../../money/text.ts'
import { Bar } from '../../parts/bar.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { useHere } from '../../parts/session.ts'
import { Rich, t } from '../../words/say.tsx'
import { renewText, type Here } from '../../words/time.ts'
import { SetLimit } from './set-limit.tsx'
import { useSetLimit } from './use-set-limit.ts'

type Props = { period: PlainPeriod; currency: Currency; limit: LimitUse | undefined }

/** One limit: the sentence that sums it up, what is spent of it, and the form that changes it in place. */
export function LimitRow({ period, currency, limit }: Props) {
  const { value: typed, set: type } = useDraft(`limit ${currency} ${period}`)
  const { set, asked, thrown, leave } = useSetLimit(currency, period, () => type(undefined))
  // Open while something is typed in it, hidden while that is being sent.
  const open = typed !== undefined && asked === undefined
  const here = useHere()
  const max = limit?.max ?? null
  return (
    <div className="limit">
      <div className="stack tight">
        <h3>{t(`wallet.limits.period.${period}`)}</h3>
        <p className="sm dim" aria-live="polite">
          {sentence(limit, asked, currency, here)}
        </p>
        {limit && max !== null && period !== 'transaction' && asked === undefined && (
          <Bar percent={limit.percent} label={t('wallet.limits.percent', { count: limit.percent })} />
        )}
      </div>
      {!open && (
        <Button size="xs" onClick={() => type(max === null ? '' : amountToType(max))}>
          <Rich say={`wallet.limits.${max === null ? 'set' : 'change'}.${period}`} />
        </Button>
      )}
      {open && (
        <SetLimit
          period={period}
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
  if (asked === null) return t('wallet.limits.takingAway')
  if (asked !== undefined) return t('wallet.limits.fromNow', { amount: moneyText({ amount: asked, currency }) })
  if (limit === undefined || limit.max === null) return t('wallet.limits.none')
  return limit.renews_at === null
    ? limit.sentence
    : t('wallet.limits.renews', { limit: limit.sentence, when: renewText(limit.renews_at, here) })
}
