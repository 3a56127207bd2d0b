import { useMutation } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { leaveFor } from '../../platform/leave.ts'

/** Asks the provider for a signed address and goes there. This changes nothing: the vendor counts the view. */
export function useOpen() {
  const { mutate, variables, isPending, isSuccess, error } = useMutation({
    async mutationFn(ent: string) {
      return (await answered(provider.POST('/api/wallet/library/{ent}/open', { params: { path: { ent } } }))).url
    },
    onSuccess: leaveFor,
  })
  const isUnderWay = isPending || isSuccess
  return {
    open: (ent: string) => {
      if (!isPending) mutate(ent)
    },
    opening: isUnderWay ? variables : undefined,
    thrown: error,
  }
}
