// Fields that hold names of the provider's own: of acts, and of permissions.
import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { rulesQuery } from '../rules/queries.ts'
import { rolesQuery } from '../staff/queries.ts'
import type { FieldProps } from './input.ts'
import { Ticks } from './ticks.tsx'

/** One of all acts that there are. */
export function ActNames({ name, label, hint, typed, type, error }: FieldProps) {
  const rules = useQuery(rulesQuery()).data?.data ?? []
  return (
    <NativeSelect
      size="xs"
      label={label}
      description={hint}
      error={error}
      value={typed[name] ?? ''}
      onChange={({ currentTarget }) => type(name, currentTarget.value)}
      data={[
        { value: '', label: t('desk.acts.choose') },
        ...rules.map(({ act, says }) => ({ value: act, label: said('act', act, says) })),
      ]}
    />
  )
}

/** What a role may do, ticked as it is now. With none ticked, the role is as it was built. */
export function Permissions({ role, ...props }: FieldProps & { role: string | undefined }) {
  const roles = useQuery(rolesQuery()).data
  const now = roles?.data.find((each) => each.role === role)?.permissions ?? []
  const { typed, type, name } = props
  const shown = { ...typed, [name]: typed[name] ?? now.join(',') }
  const choices = roles?.permissions.map(({ name: value, says }) => ({
    value,
    label: said('permission', value, says),
  }))
  return <Ticks {...props} typed={shown} type={type} choices={choices ?? []} />
}
