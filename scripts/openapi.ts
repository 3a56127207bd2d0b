import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Findings } from './checks/sources.ts'

const root = join(import.meta.dirname, '..')
const server = join(root, 'packages/server/src/cli/openapi.ts')
const generator = join(root, 'node_modules/openapi-typescript/bin/cli.js')
const document = join(root, 'packages/server/openapi.json')

/** What is generated from the document: types of the paths that each side calls, and no others. */
const generated = [
  { path: 'packages/web/src/openapi.gen.ts', pathPrefix: '/api/', flags: ['--alphabetize'] },
  { path: 'packages/sdk/src/openapi.gen.ts', pathPrefix: '/v1/', flags: [] },
]

/** What is generated from the document's list of currencies, the same for both. */
const currencyFiles = ['packages/web/src/currencies.gen.ts', 'packages/sdk/src/currencies.gen.ts']

type Document = {
  'x-currencies': Record<string, { digits: number; symbol: string; name: string }>
  paths: Record<string, unknown>
  components: Record<string, Record<string, unknown>>
}

/** The part of the document that stands under a path, with the components that it leads to. */
function partOf(text: string, pathPrefix: string): string {
  const whole = JSON.parse(text) as Document
  const paths = Object.fromEntries(Object.entries(whole.paths).filter(([path]) => path.startsWith(pathPrefix)))
  const used = new Set<string>()
  const follow = (value: unknown): void => {
    for (const [, kind = '', name = ''] of JSON.stringify(value).matchAll(/"#\/components\/(\w+)\/([^"]+)"/g)) {
      if (used.has(`${kind}/${name}`)) continue
      used.add(`${kind}/${name}`)
      follow(whole.components[kind]?.[name])
    }
  }
  follow(paths)
  const components = Object.fromEntries(
    Object.entries(whole.components).map(([kind, all]) => [
      kind,
      // Nothing refers to a security scheme by $ref.
      Object.fromEntries(
        Object.entries(all).filter(([name]) => kind === 'securitySchemes' || used.has(`${kind}/${name}`)),
      ),
    ]),
  )
  return JSON.stringify({ ...whole, paths, components })
}

/** Generates types into `target`. @returns The generator's words when it failed. */
function generate({ pathPrefix, flags }: (typeof generated)[number], target: string, folder: string): string {
  const part = join(folder, 'part.json')
  writeFileSync(part, partOf(readFileSync(document, 'utf8'), pathPrefix))
  return run([generator, part, '-o', target, ...flags])
}

/** The currencies that the document names, as a module. */
function currencyModule(): string {
  const { 'x-currencies': listed } = JSON.parse(readFileSync(document, 'utf8')) as Document
  return `// Made by \`npm run openapi\` from the server's list of currencies.\nexport const currencies = ${JSON.stringify(listed, null, 2)} as const\n`
}

/** Whether the copy of the OpenAPI document is what the server says today, and the types are what the copy says. */
export function checkOpenApi(): Findings {
  const copy = run([server])
  const problems = copy === '' ? [] : [copy]
  inFolder((folder) => {
    for (const each of generated) {
      const fresh = join(folder, 'fresh.ts')
      const failure = generate(each, fresh, folder)
      if (failure !== '') problems.push(failure)
      else if (readFileSync(fresh, 'utf8') !== readFileSync(join(root, each.path), 'utf8')) {
        problems.push(`${each.path} is not current: run \`npm run openapi\``)
      }
    }
  })
  for (const path of currencyFiles) {
    if (readFileSync(join(root, path), 'utf8') !== currencyModule()) {
      problems.push(`${path} is not current: run \`npm run openapi\``)
    }
  }
  return { problems, seen: `the copy and ${generated.length + currencyFiles.length} files made from it` }
}

/** Runs a program of Node's; its words when it failed. */
function run(args: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return status === 0 ? '' : `${stdout}${stderr}`.trim() || `${args[0] ?? ''} failed`
}

function inFolder(work: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-openapi-'))
  try {
    work(folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

function write(): void {
  const steps = [
    () => run([server, '--write']),
    ...generated.map((each) => () => {
      let failure = ''
      inFolder((folder) => (failure = generate(each, join(root, each.path), folder)))
      return failure
    }),
    () => {
      for (const path of currencyFiles) writeFileSync(join(root, path), currencyModule())
      return ''
    },
  ]
  for (const step of steps) {
    const failure = step()
    if (failure === '') continue
    console.error(failure)
    process.exitCode = 1
    return
  }
}

if (import.meta.main) write()
