// pgbench's TPC-B on the same server: the usual measure of one transaction at a time.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Cluster } from './cluster.ts'

const run = promisify(execFile)

/** Whether pgbench is there; the bench cannot do without it. */
export async function findPgbench(): Promise<string> {
  try {
    await run('pgbench', ['--version'])
    return 'pgbench'
  } catch {
    throw new Error(
      'pgbench is not installed. It comes with PostgreSQL’s own packages: `apt-get install postgresql-contrib`\n' +
        'or `postgresql-client` on Debian. Install it and run the bench again, on Linux: it reads /proc.',
    )
  }
}

/** Scale 10, fillfactor as it comes. */
export async function prepareTpcb(cluster: Cluster, database: string): Promise<void> {
  const admin = await cluster.connect('postgres')
  await admin.query(`CREATE DATABASE ${database}`)
  await admin.end()
  await run('pgbench', ['-i', '-q', '-s', '10', cluster.urlOf(database)])
}

/** Transactions a second with 16 clients. */
export async function tpcb(cluster: Cluster, database: string, seconds: number): Promise<number> {
  const { stdout } = await run('pgbench', [
    '-n',
    '-c',
    '16',
    '-j',
    '2',
    '-M',
    'prepared',
    '-T',
    String(seconds),
    cluster.urlOf(database),
  ])
  return Number(/tps = ([\d.]+)/.exec(stdout)?.[1])
}
