// Closed loops, and what they cost: rates, latencies, CPU as the operating system counts it, WAL.
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

export type Run = {
  readonly done: number
  readonly perSecond: number
  readonly p50Millis: number
  readonly p99Millis: number
}

/** What closed loops have done so far. Several windows add up to one run. */
export class Meter {
  /** Of the windows alone, not of what was prepared between them. */
  millis = 0
  private readonly latencies: number[] = []

  /**
   * Keeps `outstanding` of `one` under way, until nothing is `next` or this run has lasted `until` milliseconds, then
   * waits for the rest.
   */
  async window<T>(
    outstanding: number,
    until: number,
    next: () => T | undefined,
    one: (item: T) => Promise<void>,
  ): Promise<void> {
    const begun = performance.now()
    const end = begun + until - this.millis
    await Promise.all(
      Array.from({ length: outstanding }, async () => {
        for (let from = performance.now(); from < end; from = performance.now()) {
          const item = next()
          if (item === undefined) return
          await one(item)
          this.latencies.push(performance.now() - from)
        }
      }),
    )
    this.millis += performance.now() - begun
  }

  get done(): number {
    return this.latencies.length
  }

  run(): Run {
    const sorted = this.latencies.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
    return {
      done: this.done,
      perSecond: (this.done * 1_000) / this.millis,
      p50Millis: at(0.5),
      p99Millis: at(0.99),
    }
  }
}

/** Clock ticks are hundredths of a second on every Linux that Node runs on. */
const microsPerTick = 10_000

/** CPU of a process so far, with that of children it has waited for, in microseconds; 0 where it is gone. */
export function cpuMicros(pid: number): number {
  const fields = statOf(pid)
  // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
  return fields === undefined ? 0 : [11, 12, 13, 14].reduce((sum, i) => sum + Number(fields[i]), 0) * microsPerTick
}

/** CPU of a postmaster and its backends, those that ended included. */
export function postgresCpuMicros(postmaster: number): number {
  let sum = cpuMicros(postmaster)
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const fields = statOf(Number(name))
    if (fields?.[1] === String(postmaster)) sum += cpuMicros(Number(name))
  }
  return sum
}

/** What stands after the command in /proc/PID/stat: state, parent, … */
function statOf(pid: number): string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return text.slice(text.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/** Resident memory of a process in MiB. */
export function residentMiB(pid: number): number {
  const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1] ?? 0) / 1_024
}

export async function walBytes(client: pg.ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text AS bytes`,
  )
  return Number(rows[0]?.bytes)
}

export const median = (numbers: readonly number[]): number => {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}
