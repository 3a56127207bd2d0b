import { useMutation } from '@tanstack/react-query'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'

type Passwords = { readonly current: string; readonly wanted: string }

/** Sends the password that one has and the one to come. Sent again after a lost answer, it changes nothing more. */
export function useChangePassword() {
  const { mutate, isPending, isSuccess, error } = useMutation({
    // Passwords lie in no cache once it is done.
    gcTime: 0,
    async mutationFn({ current, wanted }: Passwords) {
      const body = { current_password: current, new_password: wanted }
      await answered(provider.PUT('/api/wallet/password', { body }))
    },
  })
  return {
    change: (passwords: Passwords, done: () => void) => {
      if (!isPending) mutate(passwords, { onSuccess: done })
    },
    busy: isPending,
    done: isSuccess,
    thrown: error,
  }
}
