/**
 * A bounded map that forgets what was not used lately: two generations, and what is found in the older moves to the
 * younger. Cheaper than a list in order of use, and as good.
 */
export class Generations<Value> {
  private young = new Map<string, Value>()
  private old = new Map<string, Value>()
  private readonly half: number

  /** @param max How many values it keeps at most. */
  constructor(max: number) {
    this.half = Math.max(1, max >> 1)
  }

  get size(): number {
    return this.young.size + this.old.size
  }

  get(key: string): Value | undefined {
    const value = this.young.get(key)
    if (value !== undefined) return value
    const older = this.old.get(key)
    if (older !== undefined) this.set(key, older)
    return older
  }

  set(key: string, value: Value): void {
    this.young.set(key, value)
    if (this.young.size < this.half) return
    this.old = this.young
    this.young = new Map()
  }

  delete(key: string): void {
    this.young.delete(key)
    this.old.delete(key)
  }

  clear(): void {
    this.young = new Map()
    this.old = new Map()
  }
}
