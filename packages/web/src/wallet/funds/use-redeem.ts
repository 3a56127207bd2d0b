import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import type { Currency, Money } from '../../api/shapes.ts'
import { useAttempt } from '../../parts/use-attempt.ts'
import { refreshWallet } from '../refresh.ts'
import { fetchAndKeep } from './use-records.ts'

export type Arrival = { amount: Money; wallet: Currency; issue: string; kept: boolean }

/** Redeems a voucher, then fetches the provider's signed record of the issue and keeps it on this device (R1a). */
export function useRedeem() {
  const { attempt, renew, failed } = useAttempt('voucher')
  const [arrived, setArrived] = useState<Arrival>()
  const { mutate, isPending, error } = useMutation({
    async mutationFn(code: string) {
      return answered(provider.POST('/api/wallet/vouchers/redeem', { body: { attempt, code } }))
    },
    onMutate: () => setArrived(undefined),
    async onSuccess(answer) {
      renew()
      const kept = await fetchAndKeep(answer.issue).catch(() => false)
      setArrived({ ...answer, kept })
      await refreshWallet()
    },
    onError: failed,
  })
  return {
    redeem: (code: string, done: () => void) => {
      if (!isPending) mutate(code, { onSuccess: done })
    },
    busy: isPending,
    arrived,
    thrown: error,
  }
}
