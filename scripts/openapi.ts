import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Findings } from './checks/sources.ts'

const root = join(import.meta.dirname, '..')
const server = join(root, 'packages/server/src/cli/openapi.ts')
const generator = join(root, 'node_modules/openapi-typescript/bin/cli.js')
const document = join(root, 'packages/server/openapi.json')

/** What is generated from the document, and how. */
const generated = [
  { path: 'packages/web/src/openapi.gen.ts', flags: ['--alphabetize'] },
  { path: 'packages/sdk/src/openapi.gen.ts', flags: [] },
]

/** Whether the copy of the OpenAPI document is what the server says today, and the types are what the copy says. */
export function checkOpenApi(): Findings {
  const copy = run([server])
  const problems = copy === '' ? [] : [copy]
  const folder = mkdtempSync(join(tmpdir(), 'farthing-openapi-'))
  try {
    for (const [index, { path, flags }] of generated.entries()) {
      const fresh = join(folder, `${index}.ts`)
      const failure = run([generator, document, '-o', fresh, ...flags])
      if (failure !== '') problems.push(failure)
      else if (readFileSync(fresh, 'utf8') !== readFileSync(join(root, path), 'utf8')) {
        problems.push(`${path} is not current: run \`npm run openapi\``)
      }
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return { problems, seen: `the copy and ${generated.length} files of types` }
}

/** Runs a program of Node's; its words when it failed. */
function run(args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? '' : `${stdout}${stderr}`.trim() || `${args[0] ?? ''} failed`
}

function write(): void {
  const commands = [
    [server, '--write'],
    ...generated.map(({ path, flags }) => [generator, document, '-o', join(root, path), ...flags]),
  ]
  for (const command of commands) {
    const failure = run(command)
    if (failure === '') continue
    console.error(failure)
    process.exitCode = 1
    return
  }
}

if (import.meta.main) write()
