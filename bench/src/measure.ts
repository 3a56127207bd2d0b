// Closed loops, and what they cost: rates, latencies, CPU as the operating system counts it, WAL.
import { readdirSync, readFileSync } from 'node:fs'
import type pg from 'pg'

export type Run = {
  readonly done: number
  readonly failed: number
  readonly perSecond: number
  readonly p50Millis: number
  readonly p99Millis: number
}

/** Keeps `outstanding` of `one` under way until `millis` have passed, then waits for the rest. */
export async function closedLoop(outstanding: number, millis: number, one: () => Promise<boolean>): Promise<Run> {
  const latencies: number[] = []
  let failed = 0
  const begun = performance.now()
  const until = begun + millis
  await Promise.all(
    Array.from({ length: outstanding }, async () => {
      while (performance.now() < until) {
        const from = performance.now()
        if (await one()) latencies.push(performance.now() - from)
        else failed++
      }
    }),
  )
  const seconds = (performance.now() - begun) / 1_000
  latencies.sort((a, b) => a - b)
  const at = (share: number) => latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0
  return {
    done: latencies.length,
    failed,
    perSecond: latencies.length / seconds,
    p50Millis: at(0.5),
    p99Millis: at(0.99),
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
