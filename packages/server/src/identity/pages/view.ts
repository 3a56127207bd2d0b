import type { Instant } from '@farthing/ledger'
import type { CodeRefusal, Html, PageProvider, Say, SignInRefusal } from '../../platform/html/index.ts'

/**
 * Common to the pages of identity. `t` says their messages in the reader's language. `next`: a path of this server to go
 * on to, `null` where there is none.
 */
type IdentityPage = { readonly t: Say; readonly provider: PageProvider; readonly next: string | null }

/** `GET /sign-in?next=`; the form posts {email, password, next} to `/sign-in`. */
export type SignInView = IdentityPage & {
  /** As it was typed. The password is never given back. */
  readonly email: string
  readonly refusal: SignInRefusal | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
  /** Says first why somebody must sign in: the purchase window closed, or a page needs it. */
  readonly reason: SignInReason | null
}

export type SignInReason = 'window_closed' | 'signed_out' | 'password_changed'

export type PasswordError = 'missing' | 'too_short' | 'too_long' | 'too_common'

export type SignUpErrors = {
  readonly name?: 'missing' | 'too_long' | 'invalid'
  readonly email?: 'missing' | 'invalid'
  readonly password?: PasswordError
  readonly timeZone?: 'unknown'
}

/**
 * `GET /sign-up?next=`; the form posts {name, email, password, time_zone, next} to `/sign-up`. An address that has a wallet
 * already is no error here: the answer is the same, and the mail says so (T21).
 */
export type SignUpView = IdentityPage & {
  readonly name: string
  readonly email: string
  /** IANA name, as it was chosen; `null`: not yet, so a script offers the browser's own. */
  readonly timeZone: string | null
  readonly errors: SignUpErrors
  /** Shortest password that is taken, in characters. */
  readonly passwordLength: number
  readonly refusal: 'quota_exceeded' | 'overloaded' | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
}

/** `GET /verify-email`; forms post {code, next} to `/verify-email` and {next} to `/verify-email/resend`. */
export type VerifyEmailView = IdentityPage & {
  readonly email: string
  readonly refusal: CodeRefusal | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
  readonly resent: boolean
  /** In development: where mail is read. */
  readonly mailUrl: string | null
}

/** `GET /forgot-password?next=`; the form posts {email, next} to it. The answer is the same for every address (T21). */
export type ForgotPasswordView = IdentityPage & {
  readonly email: string
  readonly error: 'missing' | 'invalid' | null
  readonly refusal: 'quota_exceeded' | 'overloaded' | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
  /** The link or the code that somebody came with is no longer valid. */
  readonly ended: boolean
}

/** `GET /reset-password?link=&next=`; the form posts {code or link, password, next} to it. Looking changes nothing. */
export type ResetPasswordView = IdentityPage & {
  /** The link of the mail, and whose password it changes; `null`: the code is asked for. */
  readonly link: { readonly text: string; readonly email: string } | null
  /** As it was typed. */
  readonly code: string
  readonly codeError: 'code_missing' | 'code_wrong' | 'code_expired' | null
  readonly passwordError: PasswordError | null
  readonly passwordLength: number
  readonly refusal: 'overloaded' | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
  /** In development: where mail is read. */
  readonly mailUrl: string | null
}

/** After `POST /sign-out`. */
export type SignedOutView = IdentityPage

/** After a code or a link was good and there is no `next`. */
export type VerifiedView = IdentityPage & { readonly email: string }

export type FactorRefusal = 'factor_wrong' | 'quota_exceeded' | 'overloaded' | 'sign_in_failed'
type Ways = { readonly code: boolean; readonly passkey: boolean; readonly password: boolean }

/** `GET /sign-in/factor?next=`; the forms post {code or passkey, next} to `action`. */
export type FactorView = {
  readonly t: Say
  readonly next: string | null
  readonly action: string
  readonly signIn: string
  readonly ways: Ways
  readonly refusal: FactorRefusal | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
}

/** `GET /open?link=`; the form posts {link, password} to `/open`. Looking changes nothing. */
export type OpeningView = {
  readonly t: Say
  readonly link: string
  readonly name: string
  readonly email: string
  readonly passwordError: PasswordError | null
  readonly passwordLength: number
  readonly refusal: 'overloaded' | null
}

/** `GET /letter`; the form posts {code, password} to it. */
export type LetterView = {
  readonly t: Say
  /** As it was typed. */
  readonly code: string
  readonly codeError: 'missing' | 'mistyped' | 'unknown' | null
  readonly passwordError: PasswordError | null
  readonly passwordLength: number
  readonly refusal: 'quota_exceeded' | 'overloaded' | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
}

/** An authenticator app is set up; the form posts {code} to `action`. */
export type AuthenticatorView = {
  readonly t: Say
  readonly action: string
  readonly back: string | null
  /** Base 32. */
  readonly secret: string
  readonly qr: Html
  readonly isWrong: boolean
  /** Where a passkey may be set up instead. */
  readonly passkey?: { readonly action: string; readonly options: string } | null
}

export type RecoveryCodesView = { readonly t: Say; readonly codes: readonly string[]; readonly next: string }

/** `GET /security`; see `security-routes.ts` for what its forms post. */
export type SecurityView = {
  readonly t: Say
  readonly paths: { readonly home: string; readonly security: string }
  readonly realm: 'wallet' | 'desk'
  readonly email: string
  /** IANA name. */
  readonly timeZone: string
  readonly isFresh: boolean
  readonly ways: Ways
  readonly canPasskeys: boolean
  readonly factors: readonly {
    readonly id: string
    readonly label: string
    readonly createdAt: Instant
    readonly usedAt: Instant | null
  }[]
  readonly codesLeft: number
  readonly sessions: readonly { readonly createdAt: Instant; readonly isThis: boolean }[]
  readonly refusal:
    'fresh_login_needed' | 'factor_wrong' | 'password_wrong' | 'quota_exceeded' | 'overloaded' | 'passkey_failed' | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told: string | null
  readonly done: 'added' | 'removed' | 'signedOut' | null
}

/** After `POST /letter`. `login`: what they sign in with. */
export type LetterDoneView = { readonly t: Say; readonly login: string }

/** `GET /desk/sign-in?next=`; the form posts {email, password, next} to it. */
export type DeskSignInView = IdentityPage & {
  readonly email: string
  readonly refusal: SignInRefusal | null
  /** Shown instead of the refusal's own sentence, where we know more. */
  readonly told?: string | null
  /** The session before is over. */
  readonly isOver: boolean
}

/** `GET /desk/invitation?link=`; the form posts {link, name, password} to `action`. */
export type InvitationView = {
  readonly t: Say
  readonly action: string
  readonly link: string
  readonly email: string
  readonly name: string
  readonly nameError: 'missing' | 'too_long' | 'invalid' | null
  readonly passwordError: PasswordError | null
  readonly passwordLength: number
  readonly refusal: 'overloaded' | null
}
