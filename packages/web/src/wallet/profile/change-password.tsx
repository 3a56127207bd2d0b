import { Button, TextInput } from '@mantine/core'
import { useRef, useState, type SubmitEvent } from 'react'
import { asProblem, type Problem } from '../../api/problem.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { Rich, t } from '../../words/say.tsx'
import { sentText } from '../../words/trouble.ts'
import { useChangePassword } from './use-change-password.ts'

type Errors = { readonly current?: string; readonly wanted?: string }

/** Another password, for who knows the one they have. What is typed here is kept nowhere. */
export function ChangePassword({ email }: { email: string }) {
  const { change, busy, done, thrown } = useChangePassword()
  const [missing, setMissing] = useState<Errors>({})
  const form = useRef<HTMLFormElement>(null)
  const problem = thrown === null ? undefined : asProblem(thrown)
  const errors: Errors = { ...errorsOf(problem), ...missing }

  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (form.current === null) return
    const sent = new FormData(form.current)
    const [current, wanted] = [textOf(sent, 'current'), textOf(sent, 'wanted')]
    const lacks = {
      ...(current === '' && { current: t('wallet.profile.password.currentMissing') }),
      ...(wanted === '' && { wanted: t('wallet.profile.password.wantedMissing') }),
    }
    setMissing(lacks)
    if (Object.keys(lacks).length === 0) change({ current, wanted }, () => form.current?.reset())
  }
  return (
    <section className="card" aria-labelledby="password">
      <form ref={form} className="stack tight" onSubmit={submit}>
        <h2 id="password">{t('wallet.profile.password.heading')}</h2>
        <p className="sm dim">
          <Rich
            say="wallet.profile.password.how"
            with={{ link: (inside) => <a href="/forgot-password?next=%2Fwallet%2Fprofile">{inside}</a> }}
          />
        </p>
        {problem && Object.keys(errorsOf(problem)).length === 0 && (
          <Trouble thrown={thrown} kept={t('wallet.profile.password.kept')} />
        )}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <TextInput
          type="password"
          name="current"
          label={t('wallet.profile.password.current')}
          autoComplete="current-password"
          error={errors.current}
        />
        <TextInput
          type="password"
          name="wanted"
          label={t('wallet.profile.password.wanted')}
          description={t('wallet.profile.password.length')}
          autoComplete="new-password"
          error={errors.wanted}
        />
        <p className="acts">
          <Button type="submit" variant="filled">
            {busy ? t('wallet.profile.password.changing') : t('wallet.profile.password.change')}
          </Button>
        </p>
        <p className="sm" role="status">
          {done && t('wallet.profile.password.done')}
        </p>
      </form>
    </section>
  )
}

/** A refusal that concerns a field stands below it. */
function errorsOf(problem: Problem | undefined): Errors {
  if (problem?.code === 'password_wrong') return { current: sentText(problem, t('wallet.profile.password.kept')) }
  if (problem?.param === 'new_password') return { wanted: problem.detail }
  return {}
}

function textOf(sent: FormData, name: string): string {
  const value = sent.get(name)
  return typeof value === 'string' ? value : ''
}
