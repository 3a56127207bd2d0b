import { cache } from '../api/cache.ts'

/** Asks again for everything of the wallet that is on screen, and for the rest when it is next shown. */
export const refreshWallet = (): Promise<void> =>
  cache.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/wallet/') })
