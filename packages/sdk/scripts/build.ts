import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { payButtonScript } from '../src/pay-button/script.gen.ts'

// Node strips no types under node_modules, so what is installed must be JavaScript.
const folder = fileURLToPath(new URL('..', import.meta.url))
const compiler = fileURLToPath(import.meta.resolve('typescript/lib/tsc.js'))

rmSync(`${folder}/dist`, { recursive: true, force: true })
execFileSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { cwd: folder, stdio: 'inherit' })
// The pay button as a file, for vendors who host it beside their pages.
writeFileSync(`${folder}/dist/farthing-pay.js`, payButtonScript)
