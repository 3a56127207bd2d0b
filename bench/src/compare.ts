// Compares two versions of Farthing, window by window: the one that is checked out, and any commit that has version.ts.
// Each has its own driver, so that the call of a purchase may change between them, and runs in a process of its own: in
// a shared process the compiler optimizes the version that it met first better, by a twentieth.
import type { ChildProcess } from 'node:child_process'
import { execFileSync, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { How, Window } from './side.ts'
import { spreadOf } from './spread.ts'
import type { Spread } from './spread.ts'

export type Comparison = {
  readonly how: How
  readonly against: string
  readonly pairs: number
  /** This version divided by the other: 1.1 is a tenth more. */
  readonly ratios: Readonly<Record<'perSecond' | 'nodeMicros' | 'postgresMicros' | 'garbageBytes', Spread>>
}

const root = resolve(import.meta.dirname, '../..')
const git = (...args: string[]): string => execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim()

/**
 * Measures this version beside another.
 *
 * @param plan.against A commit, as git reads it.
 * @param plan.pairs Windows of each; every second pair begins with the other version.
 * @throws Error where git does not know the commit, or it cannot be compared.
 */
export async function compare(plan: {
  readonly against: string
  readonly how: How
  readonly pairs: number
  readonly outstanding: number
  readonly tell: (line: string) => void
}): Promise<Comparison> {
  const commit = git('rev-parse', '--short', '--verify', `${plan.against}^{commit}`)
  const folder = mkdtempSync(join(tmpdir(), 'farthing-bench-version-'))
  try {
    checkOut(commit, folder)
    const measured: Pair[] = []
    while (measured.length < plan.pairs) {
      plan.tell(`Opening this version and ${commit} …`)
      measured.push(...(await alternate(folder, Math.min(generation, plan.pairs - measured.length), plan)))
    }
    return { how: plan.how, against: commit, pairs: plan.pairs, ratios: ratiosOf(measured) }
  } finally {
    git('worktree', 'remove', '--force', folder)
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Another version in a folder of its own; what both need of npm is there once. */
function checkOut(commit: string, folder: string): void {
  git('worktree', 'add', '--detach', folder, commit)
  const [here, there] = [join(root, 'node_modules'), join(folder, 'node_modules')]
  mkdirSync(join(there, '@farthing'), { recursive: true })
  for (const name of readdirSync(here)) if (name !== '@farthing') symlinkSync(join(here, name), join(there, name))
  for (const name of readdirSync(join(folder, 'packages')))
    symlinkSync(join(folder, 'packages', name), join(there, '@farthing', name))
}

type Plan = Parameters<typeof compare>[0]
type Pair = { readonly ours: Window; readonly theirs: Window }

/** How many pairs one couple of processes measures: the compiler does not choose the same in each process. */
const generation = 10
/** Runs until the compiler has optimized the code. */
const warmWindows = 4

async function alternate(folder: string, pairs: number, { how, outstanding, tell }: Plan): Promise<Pair[]> {
  const [ours, theirs] = [await open(root, how), await open(folder, how)]
  try {
    tell('Warming up …')
    for (let i = 0; i < warmWindows; i++) for (const each of [ours, theirs]) await windowOf(each, outstanding)
    const measured: Pair[] = []
    for (let i = 0; i < pairs; i++) {
      tell(`Pair ${i + 1} of ${pairs} …`)
      if (i % 2 === 0) {
        const one = await windowOf(ours, outstanding)
        measured.push({ ours: one, theirs: await windowOf(theirs, outstanding) })
      } else {
        const one = await windowOf(theirs, outstanding)
        measured.push({ theirs: one, ours: await windowOf(ours, outstanding) })
      }
    }
    return measured
  } finally {
    await Promise.all([close(ours), close(theirs)])
  }
}

/** @throws Error where the version has no driver that loads, or ends before it is ready. */
async function open(folder: string, how: How): Promise<ChildProcess> {
  const child = fork(join(folder, 'bench/src/version.ts'), [how], { execArgv: [] })
  await message(child)
  return child
}

function windowOf(child: ChildProcess, outstanding: number): Promise<Window> {
  child.send(outstanding)
  return message(child) as Promise<Window>
}

async function message(child: ChildProcess): Promise<unknown> {
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('a version ended before it had measured')))
  const [heard] = (await Promise.race([once(child, 'message'), ended])) as [unknown]
  return heard
}

async function close(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.disconnect()
  await once(child, 'exit')
}

function ratiosOf(measured: readonly Pair[]): Comparison['ratios'] {
  const ratio = (field: keyof Window): Spread =>
    spreadOf(measured.map((each) => (each.theirs[field] === 0 ? 1 : each.ours[field] / each.theirs[field])))
  return {
    perSecond: ratio('perSecond'),
    nodeMicros: ratio('nodeMicros'),
    postgresMicros: ratio('postgresMicros'),
    garbageBytes: ratio('garbageBytes'),
  }
}
