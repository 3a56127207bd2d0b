import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState, type SubmitEvent } from 'react'
import { cache } from '../../api/cache.ts'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import type { Mode } from '../../api/shapes.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { stayHere } from '../../platform/leave.ts'
import { Rich, t } from '../../words/say.tsx'
import { keysQuery } from '../queries.ts'

/** Makes a key; its secret is shown once. */
export function NewKey({ ven, mode }: { ven: string; mode: Mode }) {
  const form = `key ${ven} ${mode}`
  const draft = useDraft(form)
  const name = draft.value ?? ''
  const [missing, setMissing] = useState(false)
  const { attempt, renew, failed } = useAttempt(form)
  const make = useMutation({
    async mutationFn(named: string) {
      const body = { attempt, mode, label: named }
      return answered(provider.POST('/api/console/{ven}/keys', { params: { path: { ven } }, body }))
    },
    onSuccess() {
      renew()
      draft.set(undefined)
      return cache.invalidateQueries({ queryKey: keysQuery(ven).queryKey })
    },
    onError: failed,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const named = name.trim()
    setMissing(named === '')
    if (named !== '' && !make.isPending) make.mutate(named)
  }
  return (
    <>
      {make.error !== null && <Trouble thrown={make.error} kept={t('console.keys.kept')} />}
      {make.data && (make.data.secret === null ? <SecretLost /> : <Secret secret={make.data.secret} />)}
      <form className="filters one" onSubmit={submit}>
        <TextInput
          size="xs"
          label={t(`console.keys.nameOfNew.${mode}`)}
          placeholder={t('console.keys.nameHint')}
          value={name}
          error={missing ? t('console.keys.missing') : undefined}
          onChange={({ currentTarget }) => draft.set(currentTarget.value)}
        />
        <Button type="submit" size="xs" variant="filled">
          {make.isPending ? t('console.keys.making') : t(`console.keys.make.${mode}`)}
        </Button>
      </form>
    </>
  )
}

// The first answer, with the secret, was lost; this is the answer to the same attempt sent again.
function SecretLost() {
  return (
    <div className="banner wait" role="status">
      <p>{t('console.keys.lost')}</p>
    </div>
  )
}

function Secret({ secret }: { secret: string }) {
  const [copied, setCopied] = useState(false)
  useEffect(stayHere, [])
  return (
    <div className="banner wait" role="status">
      <p>
        <Rich say="console.keys.secret" />
        <br />
        <code>{secret}</code>
      </p>
      <Button size="xs" onClick={() => void navigator.clipboard.writeText(secret).then(() => setCopied(true))}>
        {copied ? t('console.keys.copied') : t('console.keys.copy')}
      </Button>
    </div>
  )
}
