import { useMutation } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { mintAttempt } from '../../platform/attempt.ts'
import { leaveFor } from '../../platform/leave.ts'

/** Asks the provider for a signed address and goes there. Each press is an attempt of its own: it counts one view. */
export function useOpen() {
  const { mutate, variables, isPending, isSuccess, error } = useMutation({
    async mutationFn(ent: string) {
      const asked = provider.POST('/api/wallet/library/{ent}/open', {
        params: { path: { ent } },
        body: { attempt: mintAttempt() },
      })
      return (await answered(asked)).url
    },
    onSuccess: leaveFor,
  })
  const under = isPending || isSuccess
  return {
    open: (ent: string) => {
      if (!isPending) mutate(ent)
    },
    opening: under ? variables : undefined,
    thrown: error,
  }
}
