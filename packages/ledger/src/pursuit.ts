// The loop of a follower: handle, wait to be woken, back off after a fault. It stops no one but itself.

export type PursuitOptions = {
  /** Handles what there is. @returns Whether it did anything: then more may be waiting. */
  readonly step: () => Promise<boolean>
  /** Milliseconds of the first wait after a fault; each further one doubles it. */
  readonly backoffMillis: number
  readonly onFault: (fault: unknown) => void
}

const maxBackoffMillis = 30_000

export class Pursuit {
  private readonly options: PursuitOptions
  private stopped = false
  private woken = false
  private resume: () => void = () => undefined
  private readonly ended: Promise<void>

  constructor(options: PursuitOptions) {
    this.options = options
    this.ended = this.run()
  }

  /** Something may have come. */
  wake(): void {
    this.woken = true
    this.resume()
  }

  /** Lets what is under way end; nothing is handled after. */
  stop(): Promise<void> {
    this.stopped = true
    this.resume()
    return this.ended
  }

  private async run(): Promise<void> {
    let faults = 0
    while (!this.stopped) {
      this.woken = false
      try {
        const handled = await this.options.step()
        faults = 0
        if (!handled) await this.wait(undefined)
      } catch (fault) {
        this.options.onFault(fault)
        await this.wait(Math.min(this.options.backoffMillis * 2 ** faults++, maxBackoffMillis))
      }
    }
  }

  /** Until woken, or, with a time, until that has passed: a fault is not healed by more work. */
  private wait(millis: number | undefined): Promise<void> {
    if (this.stopped || (millis === undefined && this.woken)) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = millis === undefined ? undefined : setTimeout(resolve, millis)
      this.resume = () => {
        if (millis !== undefined && !this.stopped) return
        clearTimeout(timer)
        resolve()
      }
    })
  }
}
