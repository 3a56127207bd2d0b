import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { answered } from '../../api/answered.ts'
import { cache } from '../../api/cache.ts'
import { provider } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { useAttempt } from '../../parts/use-attempt.ts'
import { Rich, t } from '../../words/say.tsx'
import { sentText } from '../../words/trouble.ts'
import { sitesQuery } from '../queries.ts'

/** Removes a site, after asking for confirmation: purchases that would return to it are refused from then on. */
export function RemoveSite({ ven, url }: { ven: string; url: string }) {
  const [sure, setSure] = useState(false)
  const { attempt, failed } = useAttempt(`remove ${ven} ${url}`)
  const remove = useMutation({
    async mutationFn() {
      const body = { attempt, url }
      await answered(provider.POST('/api/console/{ven}/sites/remove', { params: { path: { ven } }, body }))
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: sitesQuery(ven).queryKey }),
    onError: failed,
  })
  if (!sure)
    return (
      <Button size="xs" onClick={() => setSure(true)}>
        <Rich say="console.sites.remove" with={{ site: url }} />
      </Button>
    )
  return (
    <span className="mid">
      {remove.error !== null && (
        <span className="err">{sentText(asProblem(remove.error), t('console.sites.stillRegistered'))}</span>
      )}
      <Button size="xs" color="red" onClick={() => !remove.isPending && remove.mutate()}>
        {remove.isPending ? t('console.sites.removing') : t('console.sites.removeSure')}
      </Button>
      <Button size="xs" onClick={() => setSure(false)}>
        {t('console.sites.keep')}
      </Button>
    </span>
  )
}
