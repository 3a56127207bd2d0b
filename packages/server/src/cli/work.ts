import { existsSync } from 'node:fs'
import { defaultBounds } from '../platform/bounds.ts'
import { systemClock, toRfc3339 } from '../platform/clock.ts'
import { readConfig } from '../platform/config.ts'
import { openPool } from '../platform/database.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { StartError, startFailure } from '../platform/start-failure.ts'
import type { WorkListed } from '../platform/work/list.ts'
import { listWork, tryAgain } from '../platform/work/list.ts'

// `npm run work` shows schedules and jobs; `npm run work -- again job_…` lets a job that was given up be tried again.

async function main([verb, text = '', ...rest]: readonly string[]): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  const { databaseUrl } = readConfig({ ...process.env, FARTHING_LOG_LEVEL: 'warn' })
  if (databaseUrl === undefined)
    throw new StartError('set DATABASE_URL to the database whose schedules and jobs you want to see')
  const onError = (error: Error): void => console.error(error)
  const pool = openPool({ url: databaseUrl, size: 1, bounds: defaultBounds, onError })
  try {
    if (verb === undefined) return show(await listWork({ pool }, systemClock.now(), 200))
    const job = verb === 'again' && rest.length === 0 ? fromPublic('job', text) : undefined
    if (job === undefined) throw new StartError('it is `npm run work`, or `npm run work -- again job_…`')
    if (!(await tryAgain({ pool }, job, systemClock.now()))) throw new StartError(`${text} is no job that was given up`)
    console.log(`${text} is tried again`)
  } finally {
    await pool.end()
  }
}

function show(listed: readonly WorkListed[]): void {
  const lines = [['name', 'status', 'due', 'last run', 'progress', 'tries', 'last error'], ...listed.map(line)]
  const widths = lines[0]?.map((_, i) => Math.max(...lines.map((cells) => cells[i]?.length ?? 0))) ?? []
  for (const cells of lines)
    console.log(
      cells
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
}

const line = (work: WorkListed): string[] => [
  work.rule === null ? `${work.name} ${toPublic('job', work.id)}` : `${work.name}, ${work.rule}`,
  work.status,
  toRfc3339(work.dueAt),
  work.startedAt === null ? '' : toRfc3339(work.startedAt),
  work.progress === null
    ? ''
    : [
        work.progress.done,
        ...(work.progress.of === undefined ? [] : ['of', work.progress.of]),
        work.progress.words,
      ].join(' '),
  String(work.tries),
  work.lastError ?? '',
]

try {
  await main(process.argv.slice(2))
} catch (error) {
  console.error(startFailure(error))
  process.exitCode = 1
}
