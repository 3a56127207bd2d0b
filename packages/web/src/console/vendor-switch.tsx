import { NativeSelect } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useSession } from '../parts/session.ts'
import { t } from '../words/say.tsx'

/** The vendors that this user works for. */
export function VendorSwitch({ ven }: { ven: string }) {
  const { data } = useSession()
  const navigate = useNavigate()
  const vendors = data?.vendors ?? []
  if (vendors.length < 2) return null
  return (
    <NativeSelect
      size="xs"
      className="vendor-switch"
      aria-label={t('console.frame.vendor')}
      value={ven}
      onChange={({ currentTarget }) => void navigate({ to: '/console/$ven', params: { ven: currentTarget.value } })}
      data={vendors.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
}

/** A vendor's name as the session knows it. */
export function useVendorName(ven: string): string {
  return useSession().data?.vendors.find(({ id }) => id === ven)?.name ?? t('console.frame.vendor')
}
