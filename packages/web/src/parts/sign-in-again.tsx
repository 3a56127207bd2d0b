import { Button } from '@mantine/core'
import { leaveForSignIn } from '../platform/leave.ts'
import { t } from '../words/say.tsx'

/** For a refusal that signing in cures: the way to the sign-in page and back, keeping what was typed. */
export function SignInAgain({ code }: { code: string | undefined }) {
  if (code !== 'window_closed' && code !== 'signed_out') return null
  return (
    <Button size="xs" onClick={() => leaveForSignIn(code)}>
      {t('shared.tried.signInAgain')}
    </Button>
  )
}
