import { useMutation } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { cache } from '../../api/cache.ts'
import { provider } from '../../api/client.ts'
import { useAttempt } from '../../parts/use-attempt.ts'

/**
 * Moves the account to another zone; everything on screen is asked for again, for its days may be others now.
 *
 * @returns `done`: the zone that was set last.
 */
export function useSetTimeZone() {
  const { attempt, renew, failed } = useAttempt('zone')
  const { mutate, isPending, variables, data, error } = useMutation({
    async mutationFn({ zone, attempt: sent }: { zone: string; attempt: string }) {
      const body = { attempt: sent, time_zone: zone }
      return answered(provider.PUT('/api/wallet/time-zone', { body }))
    },
    async onSuccess() {
      renew()
      await cache.invalidateQueries()
    },
    onError: failed,
  })
  return {
    set: (zone: string, done: () => void) => {
      // Another zone is another attempt, also where no answer came for the first.
      const again = variables === undefined || variables.zone === zone
      if (!isPending) mutate({ zone, attempt: again ? attempt : renew() }, { onSuccess: done })
    },
    busy: isPending,
    thrown: error,
    done: data?.time_zone,
  }
}
