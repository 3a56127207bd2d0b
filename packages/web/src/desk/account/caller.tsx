import { Button, NativeSelect, TextInput } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import type { Answer } from '../../api/shapes.ts'
import { cache } from '../../api/cache.ts'
import { useHere } from '../../parts/session.ts'
import { Shown } from '../../parts/shown.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { read, send } from '../api.ts'
import { ReadOut } from './read-out.tsx'

type Caller = Answer<'get', '/api/desk/accounts/{acc}/caller'>
type Question = Answer<'post', '/api/desk/accounts/{acc}/caller/questions'>
type Answered = Answer<'post', '/api/desk/caller-questions/{cvq}/answer'>
type Way = 'questions' | 'mail_code'
type Props = { acc: string; reason: string }

const keyOf = (acc: string) => ['desk', 'caller', acc] as const
const callerQuery = (acc: string) =>
  queryOptions({
    queryKey: keyOf(acc),
    queryFn: ({ signal }) => read<Caller>(`/api/desk/accounts/${acc}/caller`, {}, signal),
  })

/** Finds out whether a caller owns the account, and reads them what it holds. */
export function CallerPanel({ acc, reason }: Props) {
  return (
    <section className="card stack tight" aria-labelledby="caller">
      <h2 id="caller">{t('desk.caller.title')}</h2>
      <Shown query={useQuery(callerQuery(acc))} waiting={null}>
        {(caller) => <Known acc={acc} reason={reason} caller={caller} />}
      </Shown>
    </section>
  )
}

function Known({ acc, reason, caller }: Props & { caller: Caller }) {
  const { zone } = useHere()
  const [asked, ask] = useState<Question>()
  const { attempt, renew, failed } = useAttempt(`caller ${acc}`)
  const { mutate, isPending, error } = useMutation({
    mutationFn: (way: Way) => send<Question>(`/api/desk/accounts/${acc}/caller/questions`, { attempt, reason, way }),
    onSuccess(question) {
      renew()
      ask(question)
    },
    onError: failed,
  })
  const { verified } = caller
  if (verified !== null)
    return (
      <>
        <p className="banner good" role="status">
          {t(verified.how === 'questions' ? 'desk.caller.verifiedByQuestions' : 'desk.caller.verifiedByCode', {
            until: fullText(verified.until, zone),
          })}
        </p>
        <ReadOut acc={acc} reason={reason} />
      </>
    )
  return (
    <>
      <p className="sm dim">{t('desk.caller.says')}</p>
      {error !== null && <Trouble thrown={error} kept={t('desk.caller.kept')} />}
      {asked !== undefined && (
        <AskedQuestion key={asked.question} asked={asked} acc={acc} reason={reason} onEnd={() => ask(undefined)} />
      )}
      {asked === undefined && (
        <p className="acts">
          {(['questions', 'mail_code'] as const).map((way) => (
            <WayButton key={way} way={way} state={caller[way]} press={() => !isPending && mutate(way)} />
          ))}
        </p>
      )}
    </>
  )
}

type WayProps = { way: Way; state: Caller[Way]; press: () => void }

/** A way to ask, with how many wrong answers it has left; until when, where they are used up. */
function WayButton({ way, state, press }: WayProps) {
  const { zone } = useHere()
  if (state.locked_until !== null)
    return <span className="sm">{t(`desk.caller.locked_${way}`, { until: fullText(state.locked_until, zone) })}</span>
  return (
    <>
      <Button size="xs" onClick={press}>
        {t(`desk.caller.ask_${way}`)}
      </Button>
      <span className="xs dim">{t('desk.caller.triesLeft', { count: state.tries_left })}</span>
    </>
  )
}

type AskedProps = Props & { asked: Question; onEnd: () => void }

function AskedQuestion({ asked: { question, kind, choices }, acc, reason, onEnd }: AskedProps) {
  const [typed, type] = useState('')
  const { attempt, renew, failed } = useAttempt(`answer ${question}`)
  const { mutate, isPending, error, data } = useMutation({
    mutationFn: () =>
      send<Answered>(`/api/desk/caller-questions/${question}/answer`, { attempt, reason, answer: typed.trim() }),
    onSuccess({ answer, caller }) {
      renew()
      if (answer === 'right') onEnd()
      cache.setQueryData(keyOf(acc), caller)
    },
    onError: failed,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (typed.trim() !== '' && !isPending) mutate()
  }
  if (data?.answer === 'wrong')
    return (
      <>
        <p className="banner wait" role="status">
          {t('desk.caller.wrong')}
        </p>
        <p className="acts">
          <Button size="xs" onClick={onEnd}>
            {t('desk.caller.next')}
          </Button>
        </p>
      </>
    )
  const common = { size: 'xs', label: t(`desk.caller.say_${kind}`), value: typed } as const
  const heard = ({ currentTarget }: { currentTarget: { value: string } }) => type(currentTarget.value)
  return (
    <form className="stack tight" onSubmit={submit}>
      {error !== null && <Trouble thrown={error} kept={t('desk.caller.kept')} />}
      {choices === null ? (
        <TextInput
          {...common}
          type={kind === 'opened_month' ? 'month' : 'text'}
          inputMode={kind === 'mail_code' ? 'numeric' : 'text'}
          autoComplete="off"
          maxLength={300}
          onChange={heard}
        />
      ) : (
        <NativeSelect
          {...common}
          onChange={heard}
          data={[
            { value: '', label: t('desk.acts.choose') },
            ...choices.map((choice) => ({ value: choice, label: choice })),
          ]}
        />
      )}
      <p className="acts">
        <Button type="submit" size="xs" variant="filled">
          {t('desk.caller.give')}
        </Button>
      </p>
    </form>
  )
}
