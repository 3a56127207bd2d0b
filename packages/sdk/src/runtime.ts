/** Milliseconds since 1970, UTC. */
export type Clock = () => number

/** Fills `length` bytes with unpredictable ones. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>

/** Waits. Where `signal` is aborted it ends at once, without an error. */
export type Sleep = (milliseconds: number, signal?: AbortSignal) => Promise<void>

/** A signal that is aborted when so many milliseconds have passed. */
export type TimeLimit = (milliseconds: number) => AbortSignal

// The only lines of the package that touch the runtime's own time, randomness and console;
// everything else is given them, so that tests decide.
export const systemClock: Clock = () => Date.now()
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length))
export const systemTimeLimit: TimeLimit = (milliseconds) => AbortSignal.timeout(milliseconds)
export const systemSleep: Sleep = (milliseconds, signal) =>
  new Promise((resolve) => {
    if (signal?.aborted === true) return resolve()
    const timer = setTimeout(woken, milliseconds)
    function woken() {
      clearTimeout(timer)
      signal?.removeEventListener('abort', woken)
      resolve()
    }
    signal?.addEventListener('abort', woken)
  })
// eslint-disable-next-line no-console -- Where a vendor gives no log, a refusal must still be seen.
export const systemLog = (error: Error): void => console.error(`farthing: ${error.message}`)
