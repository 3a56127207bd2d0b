/** Milliseconds since 1970, UTC. */
export type Clock = () => number

/** Fills `length` bytes with unpredictable ones. */
export type Random = (length: number) => Uint8Array<ArrayBuffer>

export type Sleep = (milliseconds: number) => Promise<void>

// The only lines of the package that touch the runtime's own time and randomness;
// everything else is given them, so that tests decide both.
export const systemClock: Clock = () => Date.now()
export const systemRandom: Random = (length) => crypto.getRandomValues(new Uint8Array(length))
export const systemSleep: Sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))
