// The order of a process's own batches. Two may be under way on two connections: the second asks for the head only
// once the first holds it, and decides only once it knows what became of the first.

export type Turn = {
  /** Every turn before this one holds the head or is over: asking for it now queues behind them. */
  readonly mayLock: Promise<void>
  /** The outcome of every turn before this one is known. */
  readonly mayDecide: Promise<void>
  /** This one holds the head and has sent what it writes. */
  sent(): void
  /** Its outcome is known, and memory accords with it. */
  ended(): void
}

export class Turns {
  private lastSent: Promise<void> = Promise.resolve()
  private lastEnded: Promise<void> = Promise.resolve()

  take(): Turn {
    const [mayLock, mayDecide] = [this.lastSent, this.lastEnded]
    const sent = Promise.withResolvers<void>()
    const ended = Promise.withResolvers<void>()
    this.lastSent = sent.promise
    this.lastEnded = mayDecide.then(() => ended.promise)
    return {
      mayLock,
      mayDecide,
      sent: sent.resolve,
      ended: () => {
        sent.resolve()
        ended.resolve()
      },
    }
  }
}
