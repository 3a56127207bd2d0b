import { execFileSync } from 'node:child_process'
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { payButtonScript } from '../src/pay-button/script.gen.ts'

// Node does not strip types under node_modules, so an installed package must be JavaScript.
const folder = fileURLToPath(new URL('..', import.meta.url))
const compiler = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'))

rmSync(`${folder}/dist`, { recursive: true, force: true })
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit' })
for (const file of globSync(`${folder}/dist/**/*.d.ts`)) typesFor(file)
// The pay button as a file, for vendors who host it beside their pages.
writeFileSync(`${folder}/dist/farthing-pay.js`, payButtonScript)

/**
 * Writes the types a second time, for those who compile to CommonJS. Node's `require` can load an ES module, but
 * TypeScript accepts that only where the types are in a `.d.cts` file. The compiler leaves `.ts` in the import paths of
 * types, which older compilers cannot follow.
 */
function typesFor(file: string): void {
  const text = readFileSync(file, 'utf8')
  const leadingTo = (extension: string) =>
    text.replaceAll(/((?:from |import\()['"]\.{1,2}\/[^'"]+)\.ts(?=['"])/g, `$1.${extension}`)
  writeFileSync(file, leadingTo('js'))
  writeFileSync(file.replace(/\.ts$/, '.cts'), leadingTo('cjs'))
}
