import { useQuery } from '@tanstack/react-query'
import { cache } from '../api/cache.ts'
import type { Session } from '../api/shapes.ts'
import { api } from '../api/client.ts'
import { now } from '../platform/clock.ts'
import { deviceZone } from '../platform/zones.ts'
import type { Here } from '../words/time.ts'

export const sessionQuery = () => api.queryOptions('get', '/api/wallet/session', {}, { staleTime: 60_000 })

export const useSession = () => useQuery(sessionQuery())

/** The account's time zone as far as it is known, else the device's. */
export const zoneNow = (): string =>
  cache.getQueryData<Session>(sessionQuery().queryKey)?.account.time_zone ?? deviceZone()

/** Who is here, and the zone of their days; both as far as they are known. */
type Who = { readonly id: string | undefined; readonly zone: string | undefined }

let useWhoOfApp = (): Who => {
  const { data } = useSession()
  return { id: data?.user.id, zone: data?.account.time_zone }
}

/** Says how this app knows who is here, where it is not by a payer's session. Called once, before anything is drawn. */
export function knowPeopleBy(useWhoHere: () => Who): void {
  useWhoOfApp = useWhoHere
}

/** Whose typed text a form may bring back; `undefined`: not known yet. */
export const useWho = (): string | undefined => useWhoOfApp().id

/** The account's time zone, the device's until it is known, and the time. */
export function useHere(): Here {
  return { zone: useWhoOfApp().zone ?? deviceZone(), now: now() }
}
