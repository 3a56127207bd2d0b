import { Button, TextInput } from '@mantine/core'
import type { SubmitEvent } from 'react'
import type { SaleDetail } from '../../api/shapes.ts'
import { moneyText, symbolOf, typedAmount } from '../../money/text.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { t } from '../../words/say.tsx'
import { useSaleAction, type Action } from './use-sale-action.ts'

type Props = {
  ven: string
  sale: SaleDetail
  action: Action
  typed: string
  onType: (text: string) => void
  onEnd: () => void
}

/** Confirms one action: says what it does and for how much, and offers a way out. */
export function ActionForm({ ven, sale, action, typed, onType, onEnd }: Props) {
  const { act, busy, thrown } = useSaleAction(ven, sale.id, action, onEnd)
  const amount = typedAmount(typed)
  const { currency } = sale.price
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    act(amount === '' ? undefined : { amount, currency })
  }
  return (
    <form className="card stack tight confirm" onSubmit={submit} aria-label={t(`console.sale.${action}.label`)}>
      <p className="sm">{t(`console.sale.${action}.says`)}</p>
      {thrown !== null && <Trouble thrown={thrown} kept={t(`console.sale.${action}.kept`)} />}
      {action !== 'void' && (
        <TextInput
          size="xs"
          label={t(`console.sale.${action}.field`, { currency: symbolOf(currency) })}
          description={t(`console.sale.${action}.hint`)}
          inputMode="decimal"
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
        />
      )}
      <p className="acts">
        <Button type="submit" size="xs" variant="filled">
          {busy ? t('console.sale.sending') : sure(action, amount === '' ? undefined : moneyText({ amount, currency }))}
        </Button>
        <Button size="xs" onClick={onEnd}>
          {t('console.sale.leave')}
        </Button>
      </p>
    </form>
  )
}

function sure(action: Action, part: string | undefined): string {
  if (action === 'void' || part === undefined) return t(`console.sale.${action}.all`)
  return t(`console.sale.${action}.part`, { amount: part })
}
