// Tells callers what became of their requests, a few at a time: what they do next must not keep the database waiting.
import type { Batch } from '../batch.ts'

/** So many are told before the connections are heard again. */
const slice = 32

export class Answers {
  private waiting: (() => void)[] = []
  private told = 0
  private scheduled = false
  private whenTold: (() => void)[] = []

  tell({ outcomes, faults }: Batch): void {
    for (const [request, outcome] of outcomes) this.waiting.push(() => request.resolve(outcome))
    for (const [request, fault] of faults) this.waiting.push(() => request.reject(fault))
    if (this.scheduled) return
    if (this.waiting.length <= slice) this.go()
    else this.goLater()
  }

  /** Calls `then` once nobody waits to be told; at once, where nobody does. */
  after(then: () => void): void {
    if (this.waiting.length === 0) then()
    else this.whenTold.push(then)
  }

  private goLater(): void {
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      this.go()
    })
  }

  private go(): void {
    const until = Math.min(this.waiting.length, this.told + slice)
    while (this.told < until) this.waiting[this.told++]?.()
    if (this.told < this.waiting.length) return this.goLater()
    this.waiting = []
    this.told = 0
    // What they ask for in turn is submitted in the microtasks between.
    if (this.whenTold.length > 0) setImmediate(() => this.settle())
  }

  private settle(): void {
    for (const each of this.whenTold.splice(0)) this.after(each)
  }
}
