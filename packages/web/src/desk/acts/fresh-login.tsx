import { Button, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { t } from '../../words/say.tsx'
import { send } from '../api.ts'
import { askPasskey } from './passkey.ts'

type Ways = { readonly code: boolean; readonly password: boolean; readonly passkey: object | null }
type Proof = { readonly code: string } | { readonly password: string } | { readonly passkey: string }

// A passkey's challenge is for one use: it is never read out of the cache.
const waysQuery = () =>
  queryOptions({
    queryKey: ['desk', 'fresh login'],
    queryFn: () => send<Ways>('/api/desk/fresh-login/options', {}),
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  })

/** Asks once more who is there, in place: the form around it stays as it was. */
export function FreshLogin({ onFresh }: { onFresh: () => void }) {
  return (
    <section className="card stack tight confirm" aria-labelledby="fresh">
      <h2 id="fresh">{t('desk.fresh.title')}</h2>
      <p className="sm">{t('desk.fresh.says')}</p>
      <Shown query={useQuery(waysQuery())} waiting={<Ghost height="4rem" />}>
        {(ways) => <Show ways={ways} onFresh={onFresh} />}
      </Shown>
    </section>
  )
}

function Show({ ways, onFresh }: { ways: Ways; onFresh: () => void }) {
  const [typed, type] = useState('')
  const { mutate, isPending, error } = useMutation({
    mutationFn: (proof: Proof) => send('/api/desk/fresh-login', proof),
    onSuccess: onFresh,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (typed.trim() === '' || isPending) return
    mutate(ways.code ? { code: typed } : { password: typed })
    type('')
  }
  const { passkey } = ways
  return (
    <>
      {error !== null && <Trouble thrown={error} kept={t('desk.fresh.kept')} />}
      {(ways.code || ways.password) && (
        <form className="filters one" onSubmit={submit}>
          <TextInput
            size="xs"
            label={ways.code ? t('desk.fresh.code') : t('desk.fresh.password')}
            type={ways.code ? 'text' : 'password'}
            inputMode={ways.code ? 'numeric' : 'text'}
            autoComplete={ways.code ? 'one-time-code' : 'current-password'}
            data-autofocus
            value={typed}
            onChange={({ currentTarget }) => type(currentTarget.value)}
          />
          <Button type="submit" size="xs" variant="filled">
            {t('desk.fresh.go')}
          </Button>
        </form>
      )}
      {passkey !== null && (
        <p className="acts">
          <Button size="xs" onClick={() => void askPasskey(passkey).then((shown) => mutate({ passkey: shown }))}>
            {t('desk.fresh.passkey')}
          </Button>
        </p>
      )}
    </>
  )
}
