import { useMutation } from '@tanstack/react-query'
import { cache } from '../../api/cache.ts'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import type { Currency } from '../../api/shapes.ts'
import { useAttempt } from '../../parts/use-attempt.ts'

export type Action = 'refund' | 'capture' | 'void'
type PartialAmount = { amount: string; currency: Currency }

/** Sends one action on a sale. Where no answer came, the same attempt is sent again, so that it counts once. */
export function useSaleAction(ven: string, txn: string, action: Action, onDone: () => void) {
  const { attempt, renew, failed } = useAttempt(`${action} ${txn}`)
  const { mutate, isPending, error } = useMutation({
    async mutationFn(amount: PartialAmount | undefined) {
      await answered(send(action, { ven, txn }, { attempt, ...(amount && { amount }) }))
    },
    async onSuccess() {
      renew()
      await cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/console/') })
      onDone()
    },
    onError: failed,
  })
  return {
    act: (amount: PartialAmount | undefined) => {
      if (!isPending) mutate(amount)
    },
    busy: isPending,
    thrown: error,
  }
}

function send(action: Action, path: { ven: string; txn: string }, body: { attempt: string; amount?: PartialAmount }) {
  if (action === 'refund') return provider.POST('/api/console/{ven}/sales/{txn}/refund', { params: { path }, body })
  if (action === 'capture') return provider.POST('/api/console/{ven}/sales/{txn}/capture', { params: { path }, body })
  return provider.POST('/api/console/{ven}/sales/{txn}/void', { params: { path }, body: { attempt: body.attempt } })
}
