import { queryOptions } from '@tanstack/react-query'
import { read } from '../api.ts'
import type { ActDescribed } from '../shapes.ts'

/** The acts that the person at the desk may do, with their inputs. */
export const actsQuery = () =>
  queryOptions({
    queryKey: ['desk', 'acts'],
    queryFn: ({ signal }) => read<{ data: readonly ActDescribed[] }>('/api/desk/acts', {}, signal),
    staleTime: 600_000,
  })

/** The field of an act that takes an identifier of this kind, such as `acc`: the act is offered on such pages. */
export function fieldFor(act: ActDescribed, prefix: string): string | undefined {
  const { properties = {}, required = [] } = act.input
  // What it needs: a limit may name a vendor, and is about an account all the same.
  return required.find((name) => properties[name]?.pattern?.startsWith(`^${prefix}_`) === true)
}
