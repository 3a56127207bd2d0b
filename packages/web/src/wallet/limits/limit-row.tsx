import { Button, TextInput } from '@mantine/core'
import { useId, useState, type SubmitEvent } from 'react'
import { asProblem } from '../../api/problem.ts'
import type { LimitUse } from '../../api/shapes.ts'
import { currencyName, figure, moneyText, symbolOf, tokensText } from '../../money/text.ts'
import { Bar } from '../../parts/bar.tsx'
import { troubleWords } from '../../words/trouble.ts'
import { useSetLimit } from './use-set-limit.ts'

type Props = { period: LimitUse['period']; currency: string; limit: LimitUse | undefined }

const names: Record<LimitUse['period'], string> = {
  transaction: 'One purchase',
  day: 'A day',
  week: 'A week',
  month: 'A month',
}

/** One limit: the sentence that sums it up, what is spent of it, and the field that changes it in place. */
export function LimitRow({ period, currency, limit }: Props) {
  const { set, asked, saved, thrown } = useSetLimit(currency, period)
  const now = limit?.max ?? null
  return (
    <div className="limit">
      <div className="stack tight">
        <h3>{names[period]}</h3>
        <p className="sm dim" aria-live="polite">
          {sentence(limit, asked, currency)}
          {saved && asked === undefined && ' Saved.'}
        </p>
        {limit && limit.max !== null && period !== 'transaction' && asked === undefined && (
          <>
            <Bar percent={limit.percent} label={`${limit.percent} percent spent`} />
            <p className="xs dim">
              {tokensText(limit.spent)} spent of {tokensText(limit.max)}
            </p>
          </>
        )}
      </div>
      <SetLimit
        key={now?.amount ?? 'none'}
        name={names[period]}
        currency={currency}
        now={now}
        thrown={thrown}
        onSet={set}
      />
    </div>
  )
}

/** While the answer is on its way, what was asked for stands there already. */
function sentence(limit: LimitUse | undefined, asked: string | null | undefined, currency: string): string {
  if (asked === null) return 'Taking the limit away.'
  if (asked !== undefined) return `${moneyText({ amount: asked, currency })} from now on.`
  if (limit === undefined || limit.max === null) return 'No limit: what the wallet holds may go.'
  return limit.sentence
}

type FieldProps = {
  name: string
  currency: string
  now: LimitUse['max']
  thrown: unknown
  onSet: (amount: string | null) => void
}

function SetLimit({ name, currency, now, thrown, onSet }: FieldProps) {
  const [typed, setTyped] = useState(
    now === null ? '' : figure(now.amount).whole.replaceAll(',', '') + figure(now.amount).fraction,
  )
  const [missing, setMissing] = useState(false)
  const sign = useId()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const amount = typed.trim().replaceAll(',', '')
    setMissing(amount === '')
    if (amount !== '') onSet(amount)
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      <div className="set-limit">
        <div className="money-in" style={{ flex: '1 1 8rem' }}>
          <TextInput
            label={
              <>
                Limit in {currencyName(currency)}
                <span className="vh"> for {name.toLowerCase()}</span>
              </>
            }
            inputMode="decimal"
            autoComplete="off"
            placeholder="none"
            value={typed}
            aria-invalid={missing || thrown !== null}
            aria-describedby={sign}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
          <span className="sign" aria-hidden="true">
            {symbolOf(currency)}
          </span>
        </div>
        <Button type="submit">
          Set<span className="vh"> the limit for {name.toLowerCase()}</span>
        </Button>
        {now !== null && (
          <Button onClick={() => onSet(null)}>
            Remove<span className="vh"> the limit for {name.toLowerCase()}</span>
          </Button>
        )}
      </div>
      <span id={sign} className="err" role="status">
        {missing
          ? 'Type an amount first, such as 5 or 0.25. Nothing was changed.'
          : thrown === null
            ? ''
            : refusal(thrown)}
      </span>
    </form>
  )
}

function refusal(thrown: unknown): string {
  const problem = asProblem(thrown)
  if (problem.code === 'invalid_request') return 'That is not an amount, such as 5 or 0.25. The limit was not changed.'
  const { happened, next } = troubleWords(problem)
  return `${happened} The limit was not changed. ${next}`
}
