import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** Every file of the checkout that git would keep, new ones included, as paths from its root. */
function filesOf(root: string): string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return listed.split('\0').filter((path) => path !== '' && existsSync(join(root, path)))
}

/** The TypeScript among them. */
export function sourcesOf(root: string): string[] {
  return filesOf(root).filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.d.ts'))
}

/**
 * What a check found; an empty list is a pass. `seen` says how much it looked at, because a check that looked at
 * nothing proves nothing.
 */
export type Findings = { problems: string[]; seen: string }
