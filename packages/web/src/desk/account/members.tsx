import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { useHere } from '../../parts/session.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { send } from '../api.ts'
import { isReason } from '../parts/reason.tsx'
import { useMay } from '../session.ts'
import { Address } from '../search/results.tsx'
import type { Account, Revealed } from '../shapes.ts'

/** Who is in the account. Their names and addresses are masked until somebody asks for them and says why. */
export function Members({ account, reason }: { account: Account; reason: string }) {
  const may = useMay()
  const [asking, ask] = useState(false)
  const here = useHere()
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: (why: string) =>
      send<Revealed>(`/api/desk/accounts/${account.id}/reveal`, { reason: why, fields: ['name', 'email'] }),
    onSuccess: () => ask(false),
  })
  return (
    <section className="card stack tight" aria-labelledby="members">
      <h2 id="members">{t('desk.account.members')}</h2>
      <ul className="rows">
        {account.members.map(({ id, name, email, number, email_verified, created_at }) => {
          const shown = data?.people.find((each) => each.id === id)
          return (
            <li key={id}>
              <div className="grow">
                <p className="strong">
                  <bdi>{shown?.name ?? name.text}</bdi>
                </p>
                <p className="sm">
                  <Address email={shown?.email ?? email?.text ?? null} number={number} />{' '}
                  {email !== null && !email_verified && <span className="tag wait">{t('desk.found.unverified')}</span>}
                </p>
                <p className="xs dim">
                  <span className="id">{id}</span> {t('desk.account.memberSince', { at: agoText(created_at, here) })}
                </p>
              </div>
            </li>
          )
        })}
      </ul>
      {error !== null && <Trouble thrown={error} kept={t('desk.account.notShown')} />}
      {may('people.reveal') &&
        data === undefined &&
        (asking ? (
          <Why known={reason} onWhy={(why) => mutate(why)} busy={isPending} />
        ) : (
          <p className="acts">
            <Button size="xs" onClick={() => ask(true)}>
              {t('desk.account.show')}
            </Button>
          </p>
        ))}
    </section>
  )
}

function Why({ known, onWhy, busy }: { known: string; onWhy: (why: string) => void; busy: boolean }) {
  const [typed, type] = useState(known)
  const [missing, setMissing] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(!isReason(typed))
    if (isReason(typed) && !busy) onWhy(typed.trim())
  }
  return (
    <form className="filters one" onSubmit={submit}>
      <TextInput
        size="xs"
        label={t('desk.account.why')}
        description={t('desk.account.whyHint')}
        maxLength={200}
        value={typed}
        error={missing ? t('desk.reason.missing') : undefined}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="filled">
        {t('desk.account.show')}
      </Button>
    </form>
  )
}
