import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { cache } from '../../api/cache.ts'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import { FreshLogin } from '../../parts/fresh-login.tsx'
import { SignInAgain } from '../../parts/sign-in-again.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { Rich, t } from '../../words/say.tsx'
import { sentText } from '../../words/trouble.ts'
import { keysQuery } from '../queries.ts'

/** Revokes a key, after asking for confirmation. */
export function RevokeKey({ ven, id, name }: { ven: string; id: string; name: string }) {
  const [sure, setSure] = useState(false)
  const { attempt, failed } = useAttempt(`revoke ${id}`)
  const revoke = useMutation({
    async mutationFn() {
      await answered(
        provider.POST('/api/console/{ven}/keys/{key}/revoke', {
          params: { path: { ven, key: id } },
          body: { attempt },
        }),
      )
    },
    onSuccess: () => cache.invalidateQueries({ queryKey: keysQuery(ven).queryKey }),
    onError: failed,
  })
  if (!sure)
    return (
      <Button size="xs" onClick={() => setSure(true)}>
        <Rich say="console.keys.revoke" with={{ name }} />
      </Button>
    )
  return (
    <span className="mid">
      {revoke.error !== null && (
        <>
          <span className="err">{sentText(asProblem(revoke.error), t('console.keys.stillWorks'))}</span>
          <SignInAgain code={asProblem(revoke.error).code} />
          <FreshLogin code={asProblem(revoke.error).code} />
        </>
      )}
      <Button size="xs" color="red" onClick={() => !revoke.isPending && revoke.mutate()}>
        {revoke.isPending ? t('console.keys.revoking') : t('console.keys.revokeForEver')}
      </Button>
      <Button size="xs" onClick={() => setSure(false)}>
        {t('console.keys.keep')}
      </Button>
    </span>
  )
}
