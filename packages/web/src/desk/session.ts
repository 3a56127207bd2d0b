import { queryOptions, useQuery } from '@tanstack/react-query'
import { read } from './api.ts'
import type { DeskSession } from './shapes.ts'

export const deskSessionQuery = () =>
  queryOptions({
    queryKey: ['desk', 'session'],
    queryFn: ({ signal }) => read<DeskSession>('/api/desk/session', {}, signal),
    staleTime: 60_000,
  })

export const useDeskSession = () => useQuery(deskSessionQuery())

/** For forms that bring typed text back. A member of staff has no zone of their own: days are those of the device. */
export function useWhoAtDesk() {
  return { id: useDeskSession().data?.staff.id, zone: undefined }
}

/** What the person at the desk may do; nothing until it is known. */
export function useMay(): (permission: string) => boolean {
  const permissions = useDeskSession().data?.permissions
  return (permission) => permissions?.includes(permission) === true
}
