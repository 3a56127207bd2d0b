export { authenticatorPage, recoveryCodesPage } from './authenticator.ts'
export { deskSignedOutPage, deskSignInPage, invitationEndedPage, invitationPage } from './desk-sign-in.ts'
export { factorPage } from './factor.ts'
export { forgotPasswordPage } from './forgot-password.ts'
export { letterDonePage, letterPage, openingEndedPage, openingPage } from './opening.ts'
export { resetPasswordPage } from './reset-password.ts'
export { securityPage } from './security.ts'
export { signInPage, signInReasons } from './sign-in.ts'
export { signUpPage } from './sign-up.ts'
export { signedOutPage } from './signed-out.ts'
export { verifiedPage, verifyEmailPage } from './verify-email.ts'
export type {
  FactorRefusal,
  PasswordError,
  SecurityView,
  ForgotPasswordView,
  LetterView,
  OpeningView,
  ResetPasswordView,
  SignedOutView,
  SignInReason,
  SignInView,
  SignUpErrors,
  SignUpView,
  VerifiedView,
  VerifyEmailView,
} from './view.ts'
