import { Button, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { cache } from '../../api/cache.ts'
import { asProblem } from '../../api/problem.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'
import { FreshLogin } from '../acts/fresh-login.tsx'
import { send } from '../api.ts'
import { isReason } from '../parts/reason.tsx'
import type { PreparedAct } from '../shapes.ts'

type Verb = 'approve' | 'refuse' | 'withdraw'

/** Approving, refusing with a reason, or taking back one's own. */
export function Decide({ act }: { act: PreparedAct }) {
  const { attempt, renew, failed } = useAttempt(`prepared ${act.id}`)
  const [last, setLast] = useState<{ verb: Verb; why: string }>()
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ verb, why }: { verb: Verb; why: string }) =>
      send(`/api/desk/prepared/${act.id}/${verb}`, {
        attempt,
        ...(verb === 'approve' && { plan_hash: act.plan_hash }),
        ...(why !== '' && { reason: why }),
      }),
    onSuccess: renew,
    onError: failed,
    // Also where it was refused: somebody else may have decided, or it lapsed, and the page says so.
    onSettled: () => cache.invalidateQueries({ queryKey: ['desk'] }),
  })
  const mustProve = error !== null && asProblem(error).code === 'fresh_login_needed'
  const press = (verb: Verb, why = '') => {
    if (isPending) return
    setLast({ verb, why })
    mutate({ verb, why })
  }
  return (
    <section className="card stack tight confirm" aria-labelledby="decide">
      <h2 id="decide">{t('desk.second.decide')}</h2>
      {error !== null && !mustProve && <Trouble thrown={error} kept={t('desk.second.kept')} />}
      {act.may.withdraw ? (
        <>
          <p className="sm">{t('desk.second.own')}</p>
          <Why form={`withdraw ${act.id}`} says={t('desk.second.withdraw')} onWhy={(why) => press('withdraw', why)} />
        </>
      ) : act.may.approve ? (
        <>
          <p className="acts">
            <Button size="xs" variant="filled" onClick={() => press('approve')} disabled={act.changed === true}>
              {t('desk.second.approve')}
            </Button>
          </p>
          <Why form={`refuse ${act.id}`} says={t('desk.second.refuse')} onWhy={(why) => press('refuse', why)} />
        </>
      ) : (
        <p className="sm">{t('desk.second.mayNot')}</p>
      )}
      {mustProve && (
        <FreshLogin
          onFresh={() => {
            reset()
            if (last !== undefined) mutate(last)
          }}
        />
      )}
    </section>
  )
}

type WhyProps = { form: string; says: string; onWhy: (why: string) => void }

/** Refusing and taking back want a reason. */
function Why({ form, says, onWhy }: WhyProps) {
  const why = useDraft(form)
  const [missing, setMissing] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const text = (why.value ?? '').trim()
    setMissing(!isReason(text))
    if (isReason(text)) onWhy(text)
  }
  return (
    <form className="filters one" onSubmit={submit}>
      <TextInput
        size="xs"
        label={t('desk.second.why')}
        maxLength={200}
        value={why.value ?? ''}
        error={missing ? t('desk.reason.missing') : undefined}
        onChange={({ currentTarget }) => why.set(currentTarget.value)}
      />
      <Button type="submit" size="xs">
        {says}
      </Button>
    </form>
  )
}
