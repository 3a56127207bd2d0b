import { Button, TextInput } from '@mantine/core'
import { useState, useSyncExternalStore, type ReactNode, type SubmitEvent } from 'react'
import { t } from '../../words/say.tsx'

// Why one looks is asked once and holds until it is changed, in this tab alone: a caller is one reason for many looks.
const place = 'farthing.desk.reason'
const listeners = new Set<() => void>()

function stored(): string {
  try {
    return sessionStorage.getItem(place) ?? ''
  } catch {
    return ''
  }
}
let reason = stored()

/** @param wanted Three letters at least; empty: none. */
export function setReason(wanted: string): void {
  reason = wanted.trim()
  try {
    sessionStorage.setItem(place, reason)
  } catch {
    // Then it holds until the page is left.
  }
  for (const tell of listeners) tell()
}

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell)
  return () => listeners.delete(tell)
}

/** Why the person at the desk looks, in their words; empty: they have not said. */
export const useReason = (): string => useSyncExternalStore(subscribe, () => reason)

export const isReason = (text: string): boolean => text.trim().length >= 3

/** Asks why, before anything personal is asked for. Every look is written down with it. */
export function ReasonFirst({ children }: { children: (reason: string) => ReactNode }) {
  const known = useReason()
  return isReason(known) ? children(known) : <AskReason />
}

function AskReason() {
  const [typed, type] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    setMissing(!isReason(typed))
    if (isReason(typed)) setReason(typed)
  }
  return (
    <form className="card stack tight ask-reason" onSubmit={submit}>
      <h2>{t('desk.reason.title')}</h2>
      <p className="sm dim">{t('desk.reason.says')}</p>
      <TextInput
        size="xs"
        label={t('desk.reason.field')}
        placeholder={t('desk.reason.example')}
        maxLength={200}
        data-autofocus
        value={typed}
        error={missing ? t('desk.reason.missing') : undefined}
        onChange={({ currentTarget }) => type(currentTarget.value)}
      />
      <p className="acts">
        <Button type="submit" size="xs" variant="filled">
          {t('desk.reason.go')}
        </Button>
      </p>
    </form>
  )
}

/** What was said, and the way to say something else. */
export function ReasonLine() {
  const known = useReason()
  if (!isReason(known)) return null
  return (
    <p className="xs dim mid reason-line">
      <span>{t('desk.reason.now', { reason: known })}</span>
      <button type="button" className="plain" onClick={() => setReason('')}>
        {t('desk.reason.change')}
      </button>
    </p>
  )
}
