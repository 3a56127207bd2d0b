import { useMutation } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { cache } from '../../api/cache.ts'
import type { Currency, LimitUse } from '../../api/shapes.ts'
import { mintAttempt } from '../../platform/attempt.ts'
import { homeQuery, limitsQuery } from '../queries.ts'

/**
 * Sets or takes away one limit. What was asked for shows at once; the server's answer, or its refusal, corrects it.
 *
 * @returns `asked`: the amount on its way, `null` for none, `undefined` when nothing is on its way.
 */
export function useSetLimit(currency: Currency, period: LimitUse['period']) {
  const { mutate, isPending, variables, error } = useMutation({
    async mutationFn(amount: string | null) {
      await answered(
        provider.PUT('/api/wallet/limits', {
          body: { attempt: mintAttempt(), currency, period, max: amount === null ? null : { amount, currency } },
        }),
      )
    },
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: limitsQuery().queryKey }),
        cache.invalidateQueries({ queryKey: homeQuery().queryKey }),
      ]),
  })
  return { set: mutate, asked: isPending ? variables : undefined, thrown: error }
}
