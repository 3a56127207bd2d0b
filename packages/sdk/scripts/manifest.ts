import { readFileSync, renameSync, writeFileSync } from 'node:fs'

/**
 * In the workspace `exports` point to the sources, so that nobody has to build while working; in the package they point
 * to `dist`. npm has no field for that (pnpm has publishConfig.exports), so packing changes the manifest before and
 * restores it after.
 */
const manifest = new URL('../package.json', import.meta.url)

type Manifest = { exports: Record<string, string>; scripts?: unknown; devDependencies?: unknown }

/**
 * `./src/paywall/fetch.ts` is published as `./dist/paywall/fetch.js` with its types beside it, and listed a second time
 * for TypeScript's oldest way of resolving (`node10`), which does not know `exports`.
 */
function published(text: string): string {
  const content = JSON.parse(text) as Manifest
  const entries = Object.entries(content.exports).map(([name, source]) => {
    const built = source.replace('./src/', './dist/').replace(/\.ts$/, '')
    return { name, built }
  })
  const { scripts: _scripts, devDependencies: _devDependencies, ...kept } = content
  const conditions = ({ built }: { built: string }) => ({
    require: { types: `${built}.d.cts`, default: `${built}.js` },
    types: `${built}.d.ts`,
    default: `${built}.js`,
  })
  const exports: Record<string, unknown> = {
    ...Object.fromEntries(entries.map((entry) => [entry.name, conditions(entry)])),
    './farthing-pay.js': './dist/farthing-pay.js',
    './package.json': './package.json',
  }
  const rooms = entries.filter(({ name }) => name !== '.')
  const paths = Object.fromEntries(rooms.map(({ name, built }) => [name.slice(2), [`${built}.d.ts`]]))
  const whole = { ...kept, main: './dist/index.js', types: './dist/index.d.ts', exports, typesVersions: { '*': paths } }
  return `${JSON.stringify(whole, null, 2)}\n`
}

function main(target: string | undefined): void {
  const aside = new URL('../dist/workspace-package.json', import.meta.url)
  if (target === 'publish') {
    const text = readFileSync(manifest, 'utf8')
    writeFileSync(aside, text)
    writeFileSync(manifest, published(text))
  } else renameSync(aside, manifest)
}

if (import.meta.main) main(process.argv[2])
