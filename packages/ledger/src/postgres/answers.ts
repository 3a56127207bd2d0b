// Tells callers what became of their requests, a few at a time: what they do next must not keep the database waiting.
import type { Batch } from '../batch.ts'

/** So many callers get their answers before the connections are read again. */
const slice = 32

export class Answers {
  private waiting: (() => void)[] = []
  private answered = 0
  private scheduled = false
  private whenIdle: (() => void)[] = []

  tell({ outcomes, faults }: Batch): void {
    for (const [request, outcome] of outcomes) this.waiting.push(() => request.resolve(outcome))
    for (const [request, fault] of faults) this.waiting.push(() => request.reject(fault))
    if (this.scheduled) return
    if (this.waiting.length <= slice) this.go()
    else this.goLater()
  }

  /** Calls `then` once nobody waits for an answer; at once, where nobody does. */
  after(then: () => void): void {
    if (this.waiting.length === 0) then()
    else this.whenIdle.push(then)
  }

  private goLater(): void {
    this.scheduled = true
    setImmediate(() => {
      this.scheduled = false
      this.go()
    })
  }

  private go(): void {
    const until = Math.min(this.waiting.length, this.answered + slice)
    while (this.answered < until) this.waiting[this.answered++]?.()
    if (this.answered < this.waiting.length) return this.goLater()
    this.waiting = []
    this.answered = 0
    // What they ask for in turn is submitted in the microtasks between.
    if (this.whenIdle.length > 0) setImmediate(() => this.settle())
  }

  private settle(): void {
    for (const each of this.whenIdle.splice(0)) this.after(each)
  }
}
