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

/** The account's time zone, the device's until it is known, and the time. */
export function useHere(): Here {
  const { data } = useSession()
  return { zone: data?.account.time_zone ?? deviceZone(), now: now() }
}
