import { Button } from '@mantine/core'
import type { SaleDetail } from '../../api/shapes.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'
import { ActionForm } from './action-form.tsx'
import type { Action } from './use-sale-action.ts'

/** What may be done now, as the server says; pressing opens the form that confirms it in place. */
export function SaleActions({ ven, sale }: { ven: string; sale: SaleDetail }) {
  // Which form is open is kept with what is typed in it.
  const { value, set } = useDraft(`sale ${sale.id}`)
  const allowed: Action[] = [
    ...(sale.can_capture ? (['capture'] as const) : []),
    ...(sale.can_void ? (['void'] as const) : []),
    ...(sale.can_refund ? (['refund'] as const) : []),
  ]
  const [wanted, typed = ''] = value?.split(' ') ?? []
  const chosen = allowed.find((action) => action === wanted)
  if (chosen !== undefined)
    return (
      <ActionForm
        key={chosen}
        ven={ven}
        sale={sale}
        action={chosen}
        typed={typed}
        onType={(text) => set(`${chosen} ${text.replaceAll(' ', '')}`)}
        onEnd={() => set(undefined)}
      />
    )
  if (allowed.length === 0) return null
  return (
    <p className="acts">
      {allowed.map((action) => (
        <Button key={action} size="xs" {...(action === 'void' && { color: 'red' })} onClick={() => set(action)}>
          {t(`console.sale.${action}.button`)}
        </Button>
      ))}
    </p>
  )
}
