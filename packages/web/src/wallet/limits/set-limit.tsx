import { Button, TextInput } from '@mantine/core'
import { useId, useState, type SubmitEvent } from 'react'
import { asProblem } from '../../api/problem.ts'
import type { Currency, Money, PlainPeriod } from '../../api/shapes.ts'
import { currencyName, symbolOf, typedAmount } from '../../money/text.ts'
import { SignInAgain } from '../../parts/sign-in-again.tsx'
import { decimal, t } from '../../words/say.tsx'
import { sentText } from '../../words/trouble.ts'

type Props = {
  period: PlainPeriod
  currency: Currency
  max: Money | null
  typed: string
  onType: (text: string) => void
  thrown: unknown
  onSet: (amount: string | null) => void
  onLeave: () => void
}

/** The form under a limit. The amount is in money, for that is what the provider is told; it answers in both. */
export function SetLimit({ period, currency, max, typed, onType, thrown, onSet, onLeave }: Props) {
  const [missing, setMissing] = useState(false)
  const error = useId()
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const amount = typedAmount(typed)
    setMissing(amount === '')
    if (amount !== '') onSet(amount)
  }
  const wrong = missing
    ? t('wallet.limits.missing', { fraction: decimal('0.25') })
    : thrown === null
      ? ''
      : refusal(thrown)
  return (
    <form className="stack tight set" onSubmit={submit}>
      <div className="set-limit">
        <div className="money-in">
          <TextInput
            data-autofocus
            autoFocus
            label={t(`wallet.limits.atMost.${period}`, { currency: currencyName(currency) })}
            inputMode="decimal"
            autoComplete="off"
            value={typed}
            aria-invalid={wrong !== ''}
            aria-describedby={error}
            onChange={({ currentTarget }) => onType(currentTarget.value)}
          />
          <span className="sign" aria-hidden="true">
            {symbolOf(currency)}
          </span>
        </div>
        <Button type="submit" variant="filled">
          {t('wallet.limits.save')}
        </Button>
        {max !== null && <Button onClick={() => onSet(null)}>{t('wallet.limits.noLimit')}</Button>}
        <Button onClick={onLeave}>{t('wallet.limits.leave')}</Button>
      </div>
      <span id={error} className="err" role="status">
        {wrong}
      </span>
      {thrown !== null && <SignInAgain code={asProblem(thrown).code} />}
    </form>
  )
}

function refusal(thrown: unknown): string {
  const problem = asProblem(thrown)
  if (problem.code === 'invalid_request') return t('wallet.limits.wrong', { fraction: decimal('0.25') })
  return sentText(problem, t('wallet.limits.kept'))
}
