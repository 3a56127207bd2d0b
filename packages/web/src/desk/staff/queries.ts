import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import type { Cash } from '../shapes.ts'

export type StaffMember = {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: 'invited' | 'active' | 'ended'
  readonly roles: readonly string[]
  readonly limits: readonly { readonly act: string; readonly max: Cash }[]
  readonly invited_at: string
}

/** Who works for the provider, or did. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ['desk', 'staff'],
    queryFn: ({ signal }) => read<{ data: readonly StaffMember[] }>('/api/desk/staff', {}, signal),
  })

export type Role = {
  readonly role: string
  readonly as_built: boolean
  readonly permissions: readonly string[]
}
export type PermissionSaid = { readonly name: string; readonly says: string; readonly reads: boolean }

/** What each role may do. */
export const rolesQuery = () =>
  queryOptions({
    queryKey: ['desk', 'roles'],
    queryFn: ({ signal }) =>
      read<{ data: readonly Role[]; permissions: readonly PermissionSaid[] }>('/api/desk/roles', {}, signal),
  })
