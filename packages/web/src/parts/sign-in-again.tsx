import { Button } from '@mantine/core'
import { leaveForSignIn } from '../platform/leave.ts'

/** Where a refusal is cured by signing in: the way there and back, with what was typed. */
export function SignInAgain({ code }: { code: string | undefined }) {
  if (code !== 'window_closed' && code !== 'signed_out') return null
  return (
    <Button size="xs" onClick={() => leaveForSignIn(code)}>
      Sign in again
    </Button>
  )
}
