// Sentences that more than one room's pages say.

export type SignInRefusal = 'sign_in_failed' | 'quota_exceeded' | 'overloaded'
export const signInErrors: Readonly<Record<SignInRefusal, string>> = {
  sign_in_failed: 'E-mail and password do not match. Nobody was signed in. Try again.',
  quota_exceeded: 'Too many tries. Nobody was signed in. Wait a few minutes, then try again.',
  overloaded: 'We were too busy just then. Nobody was signed in. Press the button again.',
}

export type CodeRefusal = 'code_wrong' | 'code_expired' | 'quota_exceeded' | 'overloaded'
export const codeErrors: Readonly<Record<CodeRefusal, string>> = {
  code_wrong: 'This is not the code we sent last. Your address is not confirmed yet. Try again.',
  code_expired: 'This code has expired. Your address is not confirmed yet. Send another code.',
  quota_exceeded: 'Too many tries. Your address is not confirmed yet. Wait a few minutes, then send another code.',
  overloaded: 'We were too busy just then. Your address is not confirmed yet. Press the button again.',
}
