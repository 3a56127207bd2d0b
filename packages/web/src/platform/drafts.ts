import { now } from './clock.ts'

// Keeps half-typed forms while somebody signs in again. They are kept in this tab's storage from the moment the app
// leaves until it knows who is back: the same user sees them again, for anybody else they are deleted. Passwords are
// never kept here.

const place = 'farthing.drafts'
const longestMillis = 3_600_000

type Kept = { readonly user: string; readonly at: number; readonly values: Readonly<Record<string, string>> }

/** What is typed on screen now, by form. */
const typed = new Map<string, string>()
/** Who is typing. */
let owner: string | undefined
/** What was brought back, until it is used. */
let kept = read()

/** What a form has; `undefined`: nothing that anybody would miss. */
export function remember(form: string, value: string | undefined): void {
  if (value === undefined) typed.delete(form)
  else typed.set(form, value)
}

/** What a form had when this user left to sign in. */
export const draftOf = (user: string | undefined, form: string): string | undefined =>
  kept !== undefined && kept.user === user ? kept.values[form] : undefined

/** A form has been changed or sent: what was restored for it is no longer wanted. */
export function useUp(form: string): void {
  if (kept !== undefined) kept = { ...kept, values: without(kept.values, form) }
}

/** The app knows who is here. What another user left is deleted. */
export function belongTo(user: string): void {
  if (owner !== undefined && owner !== user) typed.clear()
  owner = user
  if (kept?.user !== user) kept = undefined
  stored()?.removeItem(place)
}

/** Before the app leaves for the sign-in page. */
export function keepDrafts(): void {
  const user = owner ?? kept?.user
  const values = { ...kept?.values, ...Object.fromEntries(typed) }
  if (user === undefined || Object.keys(values).length === 0) return
  stored()?.setItem(place, JSON.stringify({ user, at: now().getTime(), values } satisfies Kept))
}

/** A user who signs out leaves nothing. */
export function forgetDrafts(): void {
  typed.clear()
  kept = undefined
  stored()?.removeItem(place)
}

function read(): Kept | undefined {
  try {
    const value: unknown = JSON.parse(stored()?.getItem(place) ?? 'null')
    return isKept(value) && now().getTime() - value.at < longestMillis ? value : undefined
  } catch {
    return undefined
  }
}

// Declared as functions: the first reading, above, calls them before this line has run.
function isKept(value: unknown): value is Kept {
  return (
    typeof value === 'object' &&
    value !== null &&
    'user' in value &&
    typeof value.user === 'string' &&
    'at' in value &&
    typeof value.at === 'number' &&
    'values' in value &&
    typeof value.values === 'object' &&
    value.values !== null &&
    Object.values(value.values).every((each) => typeof each === 'string')
  )
}

const without = (values: Kept['values'], form: string): Kept['values'] =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name !== form))

/** Browsers may forbid storage: then what is typed is lost, and nothing else. */
function stored(): Storage | undefined {
  try {
    return sessionStorage
  } catch {
    return undefined
  }
}
