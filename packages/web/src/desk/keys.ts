// The desk by keyboard: `/` searches, `j` and `k` go through a list, Enter opens, Escape goes back, `?` tells the keys.
import { useEffect, useSyncExternalStore } from 'react'

const place = 'farthing.desk.keys'
const listeners = new Set<() => void>()
let on = read()

function read(): boolean {
  try {
    return localStorage.getItem(place) !== 'off'
  } catch {
    return true
  }
}

/** Whether letters do something: who speaks to the machine, or presses keys by mistake, turns them off (WCAG 2.1.4). */
export const useLetters = (): boolean =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell)
      return () => listeners.delete(tell)
    },
    () => on,
  )

export function setLetters(wanted: boolean): void {
  on = wanted
  try {
    localStorage.setItem(place, wanted ? 'on' : 'off')
  } catch {
    // Then it holds until the page is left.
  }
  for (const tell of listeners) tell()
}

type Does = { readonly search: () => void; readonly help: () => void; readonly back: () => void }

/** Listens while the desk is shown. */
export function useKeys({ search, help, back }: Does): void {
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('dialog[open], [role="dialog"]') !== null) return
      const typing = isTyping(event.target)
      if (event.key === 'Escape') {
        if (typing && event.target instanceof HTMLElement) event.target.blur()
        else back()
        return
      }
      if (typing || !on) return
      if (event.key === '/') search()
      else if (event.key === '?') help()
      else if (event.key === 'j') walk(1)
      else if (event.key === 'k') walk(-1)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', heard)
    return () => document.removeEventListener('keydown', heard)
  }, [search, help, back])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))

/** Moves the focus to the next link that opens a row; from elsewhere, to the first. */
function walk(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('main [data-row]')]
  const at = rows.findIndex((row) => row === document.activeElement)
  const next = at < 0 ? rows.at(step > 0 ? 0 : -1) : rows[at + step]
  next?.focus()
  next?.scrollIntoView({ block: 'nearest' })
}
