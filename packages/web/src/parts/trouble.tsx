import { Button } from '@mantine/core'
import { asProblem } from '../api/problem.ts'
import { t } from '../words/say.tsx'
import { sentWords, troubleWords } from '../words/trouble.ts'
import { FreshLogin } from './fresh-login.tsx'
import { SignInAgain } from './sign-in-again.tsx'

type Props = {
  /** What a query or mutation threw. */
  thrown: unknown
  /** What did not happen to the money, a whole sentence. */
  kept: string
  /** Nothing was sent, the app only read something: there is no doubt about the money. */
  reading?: boolean
  again?: () => void
}

/** What happened, what did not happen to the money, what to do now. */
export function Trouble({ thrown, kept, reading = false, again }: Props) {
  const problem = asProblem(thrown)
  const words = reading ? { ...troubleWords(problem), kept } : sentWords(problem, kept)
  return (
    <div className="banner bad" role="alert">
      <p>
        <strong>{words.happened}</strong> {words.kept} {words.next}
        {problem.requestId !== undefined && problem.code === 'internal' && (
          <span className="sm dim"> {t('shared.tried.support', { number: problem.requestId })}</span>
        )}
      </p>
      <SignInAgain code={problem.code} />
      <FreshLogin code={problem.code} again={again} />
      {again && (
        <Button size="xs" onClick={again}>
          {t('shared.tried.again')}
        </Button>
      )}
    </div>
  )
}
