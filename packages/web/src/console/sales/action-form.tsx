import { Button, TextInput } from '@mantine/core'
import type { SubmitEvent } from 'react'
import type { SaleDetail } from '../../api/shapes.ts'
import { moneyText, symbolOf } from '../../money/text.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useSaleAction, type Action } from './use-sale-action.ts'

type Props = {
  ven: string
  sale: SaleDetail
  action: Action
  typed: string
  onType: (text: string) => void
  onEnd: () => void
}

const words: Record<Action, { says: string; field: string; whole: string; kept: string }> = {
  refund: {
    says: 'The payer gets the tokens back at once; every party gives back its share.',
    field: 'Refund',
    whole: 'Empty: all that is left.',
    kept: 'This refunded nothing.',
  },
  capture: {
    says: 'You take what is held; each rightsholder gets its share at once.',
    field: 'Capture',
    whole: 'Empty: all that is held.',
    kept: 'This captured nothing.',
  },
  void: {
    says: 'What is held and not captured goes back to the payer. It cannot be undone.',
    field: '',
    whole: '',
    kept: 'This gave nothing back.',
  },
}

/** Confirms one action: says what it does and for how much, and offers a way out. */
export function ActionForm({ ven, sale, action, typed, onType, onEnd }: Props) {
  const { act, busy, thrown } = useSaleAction(ven, sale.id, action, onEnd)
  const { says, field, whole, kept } = words[action]
  const amount = typed.trim().replaceAll(',', '')
  const { currency } = sale.price
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    act(amount === '' ? undefined : { amount, currency })
  }
  return (
    <form className="card stack tight confirm" onSubmit={submit} aria-label={`${action} this sale`}>
      <p className="sm">{says}</p>
      {thrown !== null && <Trouble thrown={thrown} kept={kept} />}
      {action !== 'void' && (
        <TextInput
          size="xs"
          label={`${field} in part, ${symbolOf(currency)}`}
          description={whole}
          inputMode="decimal"
          autoComplete="off"
          data-autofocus
          value={typed}
          onChange={({ currentTarget }) => onType(currentTarget.value)}
        />
      )}
      <p className="acts">
        <Button type="submit" size="xs" variant="filled">
          {busy ? 'Sending' : sure(action, amount === '' ? undefined : moneyText({ amount, currency }))}
        </Button>
        <Button size="xs" onClick={onEnd}>
          Leave it as it is
        </Button>
      </p>
    </form>
  )
}

function sure(action: Action, part: string | undefined): string {
  if (action === 'void') return 'Void what is not captured'
  if (action === 'refund') return part === undefined ? 'Refund all that is left' : `Refund ${part}`
  return part === undefined ? 'Capture all that is held' : `Capture ${part}`
}
