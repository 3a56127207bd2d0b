import { useMutation } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { cache } from '../../api/cache.ts'
import type { Currency, PlainPeriod } from '../../api/shapes.ts'
import { useAttempt } from '../../parts/use-attempt.ts'
import { homeQuery, limitsQuery } from '../queries.ts'

type Wanted = { readonly amount: string | null; readonly attempt: string }

/**
 * Sets or takes away one limit. What was asked for shows at once; the server's answer, or its refusal, corrects it.
 *
 * @returns `asked`: the amount on its way, `null` for none, `undefined` when nothing is on its way.
 */
export function useSetLimit(currency: Currency, period: PlainPeriod, onDone: () => void) {
  const { attempt, renew, failed } = useAttempt(`limit ${currency} ${period}`)
  const { mutate, isPending, variables, error, reset } = useMutation({
    async mutationFn({ amount, attempt: sent }: Wanted) {
      const max = amount === null ? null : { amount, currency }
      await answered(provider.PUT('/api/wallet/limits', { body: { attempt: sent, currency, period, max } }))
    },
    onSuccess() {
      renew()
      onDone()
    },
    onError: failed,
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: limitsQuery().queryKey }),
        cache.invalidateQueries({ queryKey: homeQuery().queryKey }),
      ]),
  })
  return {
    set: (amount: string | null) => {
      // Another amount is another attempt, also where no answer came for the first.
      const again = variables === undefined || variables.amount === amount
      mutate({ amount, attempt: again ? attempt : renew() })
    },
    asked: isPending ? variables.amount : undefined,
    thrown: error,
    /** A refusal is no longer shown. */
    leave: reset,
  }
}
