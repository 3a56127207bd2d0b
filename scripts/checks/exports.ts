import { join, relative } from 'node:path'
import { analyzeTsConfig } from 'ts-unused-exports'
import { type Findings, sourcesOf } from './sources.ts'

/** Finds what is exported and imported nowhere. A package's own door is its reader's, so it is not asked. */
export function checkExports(root: string): Findings {
  const doors = /^(packages\/[^/]+\/src\/index|packages\/web\/vite\.config|vitest\.config|scripts\/test-postgres)\.ts$/
  const problems: string[] = []
  let seen = 0
  for (const [config, isIn] of [
    ['tsconfig.json', (path: string) => !path.startsWith('packages/web/')],
    ['packages/web/tsconfig.json', (path: string) => path.startsWith('packages/web/')],
  ] as const) {
    const sources = sourcesOf(root).filter(isIn)
    seen += sources.length
    const files = sources.map((path) => join(root, path))
    const { unusedExports } = analyzeTsConfig(join(root, config), [...files, '--allowUnusedTypes'])
    for (const [file, names] of Object.entries(unusedExports)) {
      const path = relative(root, file)
      if (doors.test(path)) continue
      problems.push(...names.map(({ exportName }) => `${path}: ${exportName}`))
    }
  }
  return { problems: seen === 0 ? ['no source file found'] : problems, seen: `${seen} files` }
}
