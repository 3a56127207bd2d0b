import { useEffect, useState } from 'react'
import { belongTo, draftOf, remember, useUp } from '../platform/drafts.ts'
import { useWho } from './session.ts'

export type Draft = {
  /** What was typed, or was when the same user left to sign in; `undefined`: nothing yet. */
  readonly value: string | undefined
  /** `undefined`: it was sent, or is not wanted any more. */
  readonly set: (value: string | undefined) => void
}

/**
 * What is typed in a form, as `useState` keeps it. Where the session lapses it is there again once the same user has
 * signed in; nobody else sees it. Never for a password.
 *
 * @param form Its name, with whatever it is about: two forms never share one.
 */
export function useDraft(form: string): Draft {
  const user = useWho()
  const [own, setOwn] = useState<{ form: string; user: string | undefined; value: string | undefined }>()
  const isOwn = own?.form === form && (own.user === undefined || own.user === user)
  const value = isOwn ? own.value : draftOf(user, form)
  useEffect(() => {
    if (user !== undefined) belongTo(user)
  }, [user])
  useEffect(() => {
    remember(form, value)
    return () => remember(form, undefined)
  }, [form, value])
  return {
    value,
    set: (next) => {
      useUp(form)
      setOwn({ form, user, value: next })
    },
  }
}
