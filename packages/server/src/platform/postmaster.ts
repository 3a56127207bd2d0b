import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** What a running server writes into `postmaster.pid` of its data folder. */
export type Postmaster = { pid: number; port: number; ready: boolean }

/**
 * Reads `postmaster.pid`. The file alone proves nothing: after a crash it names a process that is gone, or another
 * program that got the same number.
 *
 * @param dataFolder The cluster's data folder.
 * @returns The postmaster whose command line names this data folder and that still runs, or undefined.
 */
export function runningPostmaster(dataFolder: string): Postmaster | undefined {
  const lines = textOf(join(dataFolder, 'postmaster.pid'))?.split('\n')
  if (lines === undefined) return undefined
  const pid = Number(lines[0])
  if (!isRunning(pid) || !commandLine(pid).includes(dataFolder)) return undefined
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === 'ready' }
}

/** Whether a process of this number exists and has not ended (a zombie has). */
export function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false
  }
  return statusFields(pid)?.[0] !== 'Z'
}

/** A process is the same only if its number and its start agree. Empty where there is no `/proc`. */
export function startOf(pid: number): string {
  return statusFields(pid)?.[19] ?? ''
}

/**
 * Ends a postmaster that is not our child: first politely (open transactions are rolled back), then at once.
 *
 * @throws Error when it still runs after 30 seconds.
 */
export async function endPostmaster(pid: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return // It has gone by itself.
    }
    for (let waited = 0; waited < 10_000; waited += 20) {
      if (!isRunning(pid)) return
      await sleep(20)
    }
  }
  throw new Error(`PostgreSQL (process ${pid}) does not end`)
}

// Fields of /proc/<pid>/stat from the third on: the second, the name in brackets, may hold spaces.
function statusFields(pid: number): string[] | undefined {
  const stat = textOf(`/proc/${pid}/stat`)
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')
}

function commandLine(pid: number): string {
  return (
    textOf(`/proc/${pid}/cmdline`) ??
    spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout
  )
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
