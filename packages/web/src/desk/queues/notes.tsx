import { Button, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { cache } from '../../api/cache.ts'
import { useHere } from '../../parts/session.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { send } from '../api.ts'
import type { WorkItemWhole } from '../shapes.ts'

/** What people wrote about an item, and one's own note. */
export function Notes({ item }: { item: WorkItemWhole }) {
  return <NoteList notes={item.notes} to={`/api/desk/items/${item.id}/note`} />
}

type Props = {
  notes: WorkItemWhole['notes']
  /** Where a note is sent. */
  to: string
}

/** Notes, oldest first, with a field for another. */
export function NoteList({ notes, to }: Props) {
  const { zone } = useHere()
  return (
    <section className="card stack tight" aria-labelledby="notes">
      <h2 id="notes">{t('desk.notes.title')}</h2>
      {notes.length === 0 ? (
        <p className="sm dim">{t('desk.notes.none')}</p>
      ) : (
        <ul className="rows">
          {notes.map(({ id, by, at, text }) => (
            <li key={id}>
              <div className="grow">
                <p className="given">
                  <bdi>{text}</bdi>
                </p>
                <p className="xs dim">{t('desk.notes.by', { name: by.name, at: fullText(at, zone) })}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
      <NewNote to={to} />
    </section>
  )
}

function NewNote({ to }: { to: string }) {
  const draft = useDraft(`note ${to}`)
  const { attempt, renew, failed } = useAttempt(`note ${to}`)
  const text = draft.value ?? ''
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => send(to, { attempt, text: text.trim() }),
    async onSuccess() {
      renew()
      draft.set(undefined)
      await cache.invalidateQueries({ queryKey: ['desk'] })
    },
    onError: failed,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (text.trim() !== '' && !isPending) mutate()
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      {error !== null && <Trouble thrown={error} kept={t('desk.notes.kept')} />}
      <Textarea
        label={t('desk.notes.field')}
        description={t('desk.notes.hint')}
        maxLength={2_000}
        autosize={false}
        rows={3}
        value={text}
        onChange={({ currentTarget }) => draft.set(currentTarget.value)}
      />
      <p className="acts">
        <Button type="submit" size="xs">
          {t('desk.notes.add')}
        </Button>
      </p>
    </form>
  )
}
