import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { Navigate, useNavigate } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { cache } from '../../api/cache.ts'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { Main, useTitle } from '../../parts/page.tsx'
import { useSession } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'

/** Goes to the user's first vendor; a user who has none opens one here. */
export function Start() {
  useTitle(t('console.start.title'))
  return (
    <Main>
      <Shown query={useSession()} waiting={<Ghost height="12rem" />}>
        {({ vendors: [first] }) =>
          first === undefined ? <OpenVendor /> : <Navigate to="/console/$ven" params={{ ven: first.id }} replace />
        }
      </Shown>
    </Main>
  )
}

function OpenVendor() {
  const navigate = useNavigate()
  const { attempt, failed } = useAttempt('vendor')
  const draft = useDraft('vendor')
  const name = draft.value ?? ''
  const [missing, setMissing] = useState(false)
  const open = useMutation({
    async mutationFn() {
      return answered(provider.POST('/api/console/vendors', { body: { attempt, name: name.trim() } }))
    },
    async onSuccess({ id }) {
      draft.set(undefined)
      await cache.invalidateQueries()
      await navigate({ to: '/console/$ven/keys', params: { ven: id } })
    },
    onError: failed,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(name.trim() === '')
    if (name.trim() !== '' && !open.isPending) open.mutate()
  }
  return (
    <form className="card stack start-card" onSubmit={submit}>
      <h1>{t('console.start.heading')}</h1>
      <p className="dim">{t('console.start.how')}</p>
      {open.error !== null && <Trouble thrown={open.error} kept={t('console.start.kept')} />}
      <TextInput
        label={t('console.start.name')}
        description={t('console.start.nameHint')}
        value={name}
        error={missing ? t('console.start.missing') : undefined}
        onChange={({ currentTarget }) => draft.set(currentTarget.value)}
      />
      <p className="acts">
        <Button type="submit" variant="filled">
          {open.isPending ? t('console.start.opening') : t('console.start.open')}
        </Button>
      </p>
    </form>
  )
}
