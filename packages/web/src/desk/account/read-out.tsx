import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Answer } from '../../api/shapes.ts'
import { Trouble } from '../../parts/trouble.tsx'
import { t } from '../../words/say.tsx'
import { read } from '../api.ts'

/** What a verified caller may hear, in whole sentences. Each time is a look of its own. */
export function ReadOut({ acc, reason }: { acc: string; reason: string }) {
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () =>
      read<Answer<'get', '/api/desk/accounts/{acc}/read-out'>>(`/api/desk/accounts/${acc}/read-out`, { reason }),
  })
  return (
    <>
      {error !== null && <Trouble thrown={error} kept={t('desk.account.notShown')} />}
      {data !== undefined && (
        <ul aria-label={t('desk.caller.readOut')}>
          {data.sentences.map((sentence) => (
            <li key={sentence}>
              <bdi>{sentence}</bdi>
            </li>
          ))}
        </ul>
      )}
      {data === undefined && (
        <p className="acts">
          <Button size="xs" onClick={() => !isPending && mutate()}>
            {t('desk.caller.readOut')}
          </Button>
        </p>
      )}
    </>
  )
}
