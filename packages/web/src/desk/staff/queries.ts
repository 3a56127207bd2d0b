import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import type { Answer } from '../../api/shapes.ts'

export type StaffMember = Answer<'get', '/api/desk/staff'>['data'][number]

/** Who works for the provider, or did. */
export const peopleQuery = () =>
  queryOptions({
    queryKey: ['desk', 'staff'],
    queryFn: ({ signal }) => read<{ data: readonly StaffMember[] }>('/api/desk/staff', {}, signal),
  })

type Roles = Answer<'get', '/api/desk/roles'>
export type Role = Roles['data'][number]

/** What each role may do. */
export const rolesQuery = () =>
  queryOptions({
    queryKey: ['desk', 'roles'],
    queryFn: ({ signal }) => read<Roles>('/api/desk/roles', {}, signal),
  })
