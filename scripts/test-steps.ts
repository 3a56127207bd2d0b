import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findChromium } from './chromium.ts'
import { checkExports } from './checks/exports.ts'
import { checkImports } from './checks/imports.ts'
import { checkNames } from './checks/names.ts'
import { checkRequirements } from './checks/requirements.ts'
import { checkSql } from './checks/sql.ts'
import { checkWords } from './checks/words.ts'
import type { Findings } from './checks/sources.ts'
import { checkOpenApi } from './openapi.ts'
import { findRuntimes } from './runtimes.ts'

/** How a step went. A check counts as one; a run of tests counts its tests. `output` is shown when something failed. */
export type Outcome = { passed: number; failed: number; skipped?: number; seen: string; output: string }
export type Step = { name: string; what: string; run(): Promise<Outcome> }

const root = join(import.meta.dirname, '..')
const bin = (path: string) => join(root, 'node_modules', path)
const tsc = bin('tsc7/bin/tsc')

/** Where tests drive a browser. */
const inBrowser = ['e2e/', 'packages/web/test/']
/** Where they run the SDK in what is not Node. */
const inRuntimes = 'packages/sdk/test/runtimes.test.ts'

/** Everything that `npm test` runs, what is quick first. */
export const steps: Step[] = [
  tool('format', 'Prettier', [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']),
  tool('lint', 'ESLint', ['--max-old-space-size=4096', bin('eslint/bin/eslint.js'), '--max-warnings', '0', '.']),
  tool('types', 'TypeScript', [tsc, '-p', 'tsconfig.json']),
  tool('types-web', 'TypeScript, packages/web', [tsc, '-p', 'packages/web']),
  check('imports', 'who may import whom', () => checkImports(root)),
  check('sql', 'which room names which table', () => checkSql(root)),
  check('exports', 'nothing exported in vain', () => checkExports(root)),
  check('words', 'messages that people read', () => checkWords(root)),
  check('names', 'file names', () => checkNames(root)),
  check('requirements', 'docs/requirements.md', () => checkRequirements(root)),
  check('openapi', 'the OpenAPI document and what is made from it', checkOpenApi),
  tool('web', "Vite's build of packages/web", [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn'], 'packages/web'),
  tests(
    'unit',
    'Vitest, with PostgreSQL',
    [...inBrowser.map((folder) => `${folder}**`), inRuntimes].flatMap((path) => ['--exclude', path]),
    () => undefined,
  ),
  runtimes('runtimes', 'Vitest, the packed SDK elsewhere than in Node'),
  tests('browser', 'Vitest, with Chromium', inBrowser, () => {
    const { path, from } = findChromium((message) => console.log(`  ${message}`))
    process.env['CHROMIUM'] = path
    return `${path} (${from})`
  }),
]

function tool(name: string, what: string, args: string[], folder = '.'): Step {
  return {
    name,
    what,
    async run() {
      const { code, output } = await runNode(args, folder)
      return code === 0 ? { passed: 1, failed: 0, seen: '', output: '' } : { passed: 0, failed: 1, seen: '', output }
    },
  }
}

function check(name: string, what: string, find: () => Findings | Promise<Findings>): Step {
  return {
    name,
    what,
    async run() {
      const { problems, seen } = await find()
      const failed = problems.length === 0 ? 0 : 1
      return { passed: 1 - failed, failed, seen, output: problems.map((problem) => `${problem}\n`).join('') }
    },
  }
}

function tests(name: string, what: string, args: string[], prepare: () => string | undefined): Step {
  return {
    name,
    what,
    async run() {
      const seen = prepare()
      const folder = mkdtempSync(join(tmpdir(), 'farthing-report-'))
      const file = join(folder, 'vitest.json')
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const { code, output } = await runNode([bin('vitest/vitest.mjs'), 'run', ...args, ...reporters], '.')
      try {
        return { ...count(JSON.parse(readFileSync(file, 'utf8')) as VitestReport, code), seen: seen ?? '', output }
      } catch (error) {
        return { passed: 0, failed: 1, seen: seen ?? '', output: `${output}\n${String(error)}\n` }
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  }
}

// What cannot be had here is told and counted as skipped; the continuous run installs them first, and fails without.
function runtimes(name: string, what: string): Step {
  return {
    name,
    what,
    async run() {
      const { found, missing } = findRuntimes((message) => console.log(`  ${message}`))
      const seen = [...found.map((one) => `${one.name} ${one.version}`), ...missing].join(', ')
      const inEach = tests(name, what, [inRuntimes], () => seen)
      const outcome = found.length === 0 ? { passed: 0, failed: 0, seen, output: '' } : await inEach.run()
      return { ...outcome, skipped: (outcome.skipped ?? 0) + missing.length }
    },
  }
}

type VitestReport = {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { status: string; assertionResults: { status: string }[] }[]
}

// A file that cannot be loaded has no failed test of its own, and an error outside all tests only shows in the exit code.
function count(report: VitestReport, code: number | null): Pick<Outcome, 'passed' | 'failed' | 'skipped'> {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length
  const failed = report.numFailedTests + broken
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: report.numPendingTests,
  }
}

function runNode(args: string[], folder: string): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, args, {
      cwd: join(root, folder),
      env: { ...process.env, NO_COLOR: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    child.once('error', fail).once('close', (code) => done({ code, output }))
  })
}
