import { Button } from '@mantine/core'
import { useState } from 'react'
import type { SaleDetail } from '../../api/shapes.ts'
import { ActionForm } from './action-form.tsx'
import type { Action } from './use-sale-action.ts'

const words: Record<Action, string> = { refund: 'Refund', capture: 'Capture', void: 'Void' }

/** What may be done now, as the server says; pressing opens the form that confirms it in place. */
export function SaleActions({ ven, sale }: { ven: string; sale: SaleDetail }) {
  const [chosen, choose] = useState<Action>()
  const allowed: Action[] = [
    ...(sale.can_capture ? (['capture'] as const) : []),
    ...(sale.can_void ? (['void'] as const) : []),
    ...(sale.can_refund ? (['refund'] as const) : []),
  ]
  if (chosen !== undefined)
    return <ActionForm key={chosen} ven={ven} sale={sale} action={chosen} onEnd={() => choose(undefined)} />
  if (allowed.length === 0) return null
  return (
    <p className="acts">
      {allowed.map((action) => (
        <Button key={action} size="xs" {...(action === 'void' && { color: 'red' })} onClick={() => choose(action)}>
          {words[action]}
        </Button>
      ))}
    </p>
  )
}
