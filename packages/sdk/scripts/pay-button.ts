import { readFile, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { minify } from 'vite'

const source = new URL('../src/pay-button/element.ts', import.meta.url)
const target = new URL('../src/pay-button/script.gen.ts', import.meta.url)

/** The element as browsers get it: types stripped, minified. */
async function payButtonBuild(): Promise<string> {
  const script = stripTypeScriptTypes(await readFile(source, 'utf8'), { mode: 'strip' })
  const { code } = await minify('farthing-pay.js', script, { module: true, compress: true, mangle: true })
  return code.trim()
}

/** The generated module, which lets a vendor's server send the element without a file beside it. */
export async function payButtonModule(): Promise<string> {
  const script = JSON.stringify(await payButtonBuild())
  return `// Made by \`npm run build:pay-button\` from element.ts; a test holds it current.\nexport const payButtonScript: string = ${script}\n`
}

if (import.meta.main) await writeFile(target, await payButtonModule())
