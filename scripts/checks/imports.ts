import { join } from 'node:path'
import { type ICruiseOptions, cruise } from 'dependency-cruiser'
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config'
import { importRules } from './import-rules.ts'
import { exampleRoomsIn, roomsIn, unlistedFolders } from './rooms.ts'
import { type Findings, sourcesOf } from './sources.ts'

/**
 * Holds the import rules. dependency-cruiser once saw no module at all and called that a success, so here every source
 * file must have been seen.
 */
export async function checkImports(root: string, sources = sourcesOf(root)): Promise<Findings> {
  if (sources.length === 0) return { problems: ['no source file found'], seen: 'nothing' }
  const examples = exampleRoomsIn(root)
  const rooms = [...roomsIn(root), ...examples]
  const unlisted = unlistedFolders(sources, rooms)
  const options: ICruiseOptions = {
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: importRules(rooms, examples) },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsPreCompilationDeps: true,
    moduleSystems: ['es6', 'cjs'],
  }
  const tsConfig = extractTsConfig(join(root, 'tsconfig.json'))
  const { output } = await cruise(
    sources,
    options,
    { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node'] },
    { tsConfig },
  )
  if (typeof output === 'string') throw new Error(output)
  const seen = new Set(output.modules.map((module) => module.source))
  const unseen = sources.filter((path) => !seen.has(path))
  const problems = output.summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)
  return {
    problems: [
      ...problems,
      ...unlisted.map((folder) => `no-room: ${folder} stands in no list: add it to packages/server/src/rooms.ts`),
      ...unseen.map((path) => `not seen: ${path}`),
    ],
    seen: `${seen.size} modules, ${output.summary.totalDependenciesCruised ?? 0} imports`,
  }
}
