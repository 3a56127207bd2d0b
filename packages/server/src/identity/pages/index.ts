export type { SignedOutView, SignInView, SignUpErrors, SignUpView, VerifiedView, VerifyEmailView } from './view.ts'
