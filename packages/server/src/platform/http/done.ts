import { AsyncLocalStorage } from 'node:async_hooks'

// What a request has done so far. Where something was done and the answer then cannot be made, nobody may be told that
// nothing was done.

type State = { done: boolean }
const current = new AsyncLocalStorage<State>()
const states = new WeakMap<object, State>()

/** Runs `next`, and all that follows from it, on behalf of a request. */
export function onBehalfOf(request: object, next: () => void): void {
  const state = { done: false }
  states.set(request, state)
  current.run(state, next)
}

/** Something was decided or written for the request under way. */
export function noteDone(): void {
  const state = current.getStore()
  if (state !== undefined) state.done = true
}

export const hasDone = (request: object): boolean => states.get(request)?.done === true
