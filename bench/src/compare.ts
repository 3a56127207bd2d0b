// Two versions of Farthing beside each other, window by window: the one that is checked out, and any commit that has
// this file. Each brings its own driver, so that what a purchase is called with may change between them.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { openVersion } from './side.ts'
import type { How, Version, Window } from './side.ts'
import { spreadOf } from './spread.ts'
import type { Spread } from './spread.ts'

export type Comparison = {
  readonly how: How
  readonly against: string
  readonly pairs: number
  /** Of this version to the other: 1.1 is a tenth more. */
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
    plan.tell(`Opening this version and ${commit} …`)
    const theirs = await openOther(folder, plan.how, commit)
    const ours = await openVersion(plan.how)
    try {
      return { how: plan.how, against: commit, pairs: plan.pairs, ratios: await alternate(ours, theirs, plan) }
    } finally {
      await ours.close()
      await theirs.close()
    }
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

async function openOther(folder: string, how: How, commit: string): Promise<Version> {
  const file = pathToFileURL(join(folder, 'bench/src/side.ts')).href
  const door = (await import(file).catch((error: unknown) => {
    throw new Error(`${commit} cannot be compared: it has no bench/src/side.ts that loads`, { cause: error })
  })) as { openVersion: (how: How) => Promise<Version> }
  return door.openVersion(how)
}

async function alternate(
  ours: Version,
  theirs: Version,
  { pairs, outstanding, tell }: { pairs: number; outstanding: number; tell: (line: string) => void },
): Promise<Comparison['ratios']> {
  const measured: { readonly ours: Window; readonly theirs: Window }[] = []
  for (let pair = -2; pair < pairs; pair++) {
    tell(pair < 0 ? 'Warming up …' : `Pair ${pair + 1} of ${pairs} …`)
    const first = pair % 2 === 0 ? ours : theirs
    const one = await first.window(outstanding)
    const two = await (first === ours ? theirs : ours).window(outstanding)
    if (pair >= 0) measured.push(first === ours ? { ours: one, theirs: two } : { ours: two, theirs: one })
  }
  const ratio = (field: keyof Window): Spread =>
    spreadOf(measured.map((each) => (each.theirs[field] === 0 ? 1 : each.ours[field] / each.theirs[field])))
  return {
    perSecond: ratio('perSecond'),
    nodeMicros: ratio('nodeMicros'),
    postgresMicros: ratio('postgresMicros'),
    garbageBytes: ratio('garbageBytes'),
  }
}
