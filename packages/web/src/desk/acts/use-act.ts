import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { cache } from '../../api/cache.ts'
import { asProblem, type Problem } from '../../api/problem.ts'
import { useAttempt } from '../../parts/use-attempt.ts'
import { send } from '../api.ts'
import type { Done, Plan } from '../shapes.ts'

export type Asked = { readonly input: Readonly<Record<string, unknown>>; readonly reason: string }

/**
 * One act, in two steps: what it would do, then doing it. Whatever is changed after the first step asks for it again,
 * and so does whatever others changed meanwhile.
 *
 * @param form As for `useDraft`.
 */
export function useAct(act: string, form: string) {
  const { attempt, renew, failed } = useAttempt(form)
  const [asked, ask] = useState<Asked>()
  const preview = useMutation({
    mutationFn: (wanted: Asked) => send<Plan>(`/api/desk/acts/${act}/preview`, wanted),
    onMutate: ask,
  })
  const perform = useMutation({
    mutationFn: ({ wanted, hash }: { wanted: Asked; hash: string }) =>
      send<Done>(`/api/desk/acts/${act}`, { attempt, ...wanted, plan_hash: hash }),
    async onSuccess() {
      renew()
      await cache.invalidateQueries({ queryKey: ['desk'] })
    },
    onError(thrown) {
      failed(thrown)
      // Others changed something: what it would do now is shown, and nothing is done before that was seen.
      if (asProblem(thrown).code === 'act_changed' && asked !== undefined) preview.mutate(asked)
    },
  })
  const problem: Problem | undefined = perform.error === null ? undefined : asProblem(perform.error)
  return {
    plan: preview.data,
    previewing: preview.isPending,
    performing: perform.isPending,
    done: perform.data,
    /** Why it was not shown, or not done. */
    thrown: perform.error ?? preview.error,
    changed: problem?.code === 'act_changed',
    mustProve: problem?.code === 'fresh_login_needed',
    preview: (wanted: Asked) => {
      perform.reset()
      if (!preview.isPending) preview.mutate(wanted)
    },
    perform: () => {
      const hash = preview.data?.plan_hash
      if (asked !== undefined && hash !== undefined && !perform.isPending) perform.mutate({ wanted: asked, hash })
    },
    /** Something else was typed: the plan is not of it. */
    forget: () => {
      preview.reset()
      perform.reset()
    },
  }
}
