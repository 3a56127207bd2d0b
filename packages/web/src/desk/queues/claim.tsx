import { Button, NativeSelect } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { cache } from '../../api/cache.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { t } from '../../words/say.tsx'
import { send } from '../api.ts'
import type { WorkItemWhole } from '../shapes.ts'

type Verb = 'claim' | 'release' | 'assign'

/** Taking an item, giving it back, and saying who shall do it. */
export function Claim({ item }: { item: WorkItemWhole }) {
  const { attempt, renew, failed } = useAttempt(`item ${item.id}`)
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ verb, to }: { verb: Verb; to?: string | null }) =>
      send(`/api/desk/items/${item.id}/${verb}`, { attempt, ...(verb === 'assign' && { to }) }),
    onSuccess: renew,
    onError: failed,
    // Also where it was refused: then somebody else was first, and the page says who.
    onSettled: () => cache.invalidateQueries({ queryKey: ['desk'] }),
  })
  const press = (verb: Verb, to?: string | null) => {
    if (!isPending) mutate({ verb, ...(to !== undefined && { to }) })
  }
  const free = item.claimed_by === null || item.mine
  return (
    <>
      {error !== null && <Trouble thrown={error} kept={t('desk.item.kept')} />}
      <div className="acts claim">
        {free && (
          <Button size="xs" variant="filled" onClick={() => press('claim')}>
            {item.mine ? t('desk.item.claimLonger') : t('desk.item.claim')}
          </Button>
        )}
        {item.mine && (
          <Button size="xs" onClick={() => press('release')}>
            {t('desk.item.release')}
          </Button>
        )}
        <NativeSelect
          size="xs"
          label={t('desk.item.assign')}
          value={item.assignee?.id ?? ''}
          onChange={({ currentTarget }) => press('assign', currentTarget.value === '' ? null : currentTarget.value)}
          data={[
            { value: '', label: t('desk.item.anybody') },
            ...item.people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
    </>
  )
}
