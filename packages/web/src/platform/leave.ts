import { keepDrafts } from './drafts.ts'

let leaving = false
/** Where people sign in: the desk's have a page of their own. */
let door = '/sign-in'
/** How many things are on screen that are shown once and would be lost. */
let shownOnce = 0

// A user who comes back by the browser's back button finds the page as it was, and it may have to leave again.
addEventListener('pageshow', ({ persisted }) => {
  if (persisted) leaving = false
})

/** Says where the people of this app sign in. */
export const signInAt = (path: string): void => {
  door = path
}

/**
 * Goes to the server's sign-in page and comes back here after, with what was typed; called once though many requests
 * were refused. Unasked, it waits while something stands on screen that is shown this once.
 *
 * @param reason Somebody pressed a button for it: why they sign in again.
 */
export function leaveForSignIn(reason?: 'window_closed' | 'signed_out'): void {
  if (leaving || (reason === undefined && shownOnce > 0)) return
  leaving = true
  keepDrafts()
  const here = location.pathname + location.search
  location.assign(`${door}?next=${encodeURIComponent(here)}${reason === undefined ? '' : `&reason=${reason}`}`)
}

/** Something is on screen that is shown once. @returns Call it when it is gone. */
export function stayHere(): () => void {
  shownOnce += 1
  return () => {
    shownOnce -= 1
  }
}

/** Goes to a page outside this app, such as a vendor's page. */
export function leaveFor(url: string): void {
  location.assign(url)
}
