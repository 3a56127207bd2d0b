let leaving = false

/** Goes to the server's sign-in page and comes back here after; called once though many requests were refused. */
export function leaveForSignIn(): void {
  if (leaving) return
  leaving = true
  const here = location.pathname + location.search
  location.assign(`/sign-in?next=${encodeURIComponent(here)}`)
}

/** Goes to a page outside this app, such as a vendor's. */
export function leaveFor(url: string): void {
  location.assign(url)
}
