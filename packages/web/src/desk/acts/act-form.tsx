import { Button, TextInput } from '@mantine/core'
import { useState, type SubmitEvent } from 'react'
import { asProblem } from '../../api/problem.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'
import { isReason, useReason } from '../parts/reason.tsx'
import { said } from '../parts/codes.ts'
import type { ActDescribed } from '../shapes.ts'
import { ActDone } from './act-done.tsx'
import { Fields } from './fields.tsx'
import { FreshLogin } from './fresh-login.tsx'
import { inputOf, type Typed } from './input.ts'
import { PlanTable } from './plan-table.tsx'
import { useAct } from './use-act.ts'

type Props = {
  act: ActDescribed
  /** What the page before has filled in. */
  given: Typed
}

/** The text of a form in one draft, so that a session that lapses in the middle loses nothing. */
function useTyped(form: string): [Typed, (next: Typed | undefined) => void] {
  const draft = useDraft(form)
  const typed = draft.value === undefined ? {} : (JSON.parse(draft.value) as Typed)
  return [typed, (next) => draft.set(next === undefined ? undefined : JSON.stringify(next))]
}

/** An act: its fields, why, what it would do in numbers, and the button that does it. */
export function ActForm({ act, given }: Props) {
  const form = `act ${act.name} ${Object.values(given).join(' ')}`
  const [typed, keep] = useTyped(form)
  const known = useReason()
  const reason = typed['reason'] ?? known
  const steps = useAct(act.name, form)
  const [missing, setMissing] = useState<string>()
  const type = (field: string, value: string) => {
    keep({ ...typed, [field]: value })
    setMissing(undefined)
    steps.forget()
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const made = inputOf(act.input, { ...typed, ...given })
    const lacks = 'missing' in made ? made.missing : isReason(reason) ? undefined : 'reason'
    setMissing(lacks)
    if (lacks === undefined && 'input' in made) steps.preview({ input: made.input, reason: reason.trim() })
  }
  if (steps.done !== undefined) return <ActDone done={steps.done} given={given} />
  const wrong = wrongField(missing, steps.thrown)
  return (
    <>
      <form className="card stack tight act-form" onSubmit={submit} noValidate>
        <Fields act={act.name} schema={act.input} typed={typed} type={type} fixed={given} wrong={wrong} />
        <TextInput
          size="xs"
          label={t('desk.acts.reason')}
          description={t('desk.acts.reasonHint')}
          maxLength={200}
          value={reason}
          error={wrong?.field === 'reason' ? wrong.says : undefined}
          onChange={({ currentTarget }) => type('reason', currentTarget.value)}
        />
        {steps.thrown !== null && wrong === undefined && !steps.mustProve && (
          <Trouble thrown={steps.thrown} kept={t('desk.acts.kept')} />
        )}
        <p className="acts">
          <Button type="submit" size="xs" {...(steps.plan === undefined && { variant: 'filled' })}>
            {steps.previewing ? t('desk.acts.looking') : t('desk.acts.preview')}
          </Button>
        </p>
      </form>
      {steps.plan !== undefined && (
        <section className="card stack tight confirm" aria-labelledby="plan">
          <h2 id="plan" tabIndex={-1}>
            {t('desk.plan.title')}
          </h2>
          {steps.changed && <p className="banner wait">{t('desk.plan.changed')}</p>}
          <PlanTable lines={steps.plan.lines} />
          {steps.plan.second_person !== null && (
            <p className="sm">{said('code', `second_${steps.plan.second_person}`)}</p>
          )}
          <p className="acts">
            <Button size="xs" variant="filled" onClick={steps.perform}>
              {steps.performing
                ? t('desk.acts.sending')
                : steps.plan.second_person === null
                  ? said('act', act.name, act.says)
                  : t('desk.acts.handOver')}
            </Button>
          </p>
        </section>
      )}
      {steps.mustProve && <FreshLogin onFresh={steps.perform} />}
    </>
  )
}

/** The field that is wrong, and why: what is missing here, or what the provider refused. */
function wrongField(missing: string | undefined, thrown: unknown) {
  if (missing === 'reason') return { field: 'reason', says: t('desk.reason.missing') }
  if (missing !== undefined) return { field: missing, says: t('desk.acts.missing') }
  if (thrown === null) return undefined
  const { code, param, detail } = asProblem(thrown)
  const field = param?.replace(/^input\./, '')
  return code === 'invalid_request' && field !== undefined ? { field, says: detail } : undefined
}
