import { readFile, writeFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import { minify } from 'vite'
import { currencies } from '../src/currencies.gen.ts'

const source = new URL('../src/pay-button/element.ts', import.meta.url)
const target = new URL('../src/pay-button/script.gen.ts', import.meta.url)

/** The element as browsers get it: the currencies before it, types stripped, minified. */
async function payButtonBuild(): Promise<string> {
  const shown = Object.entries(currencies).map(([code, { symbol, digits }]) => [code, [symbol, digits]] as const)
  const element = stripTypeScriptTypes(await readFile(source, 'utf8'), { mode: 'strip' })
  const script = `const currencies=${JSON.stringify(Object.fromEntries(shown))}\n${element}`
  const { code } = await minify('farthing-pay.js', script, { module: true, compress: true, mangle: true })
  return code.trim()
}

/** The generated module, which lets a vendor's server send the element without a file beside it. */
export async function payButtonModule(): Promise<string> {
  const script = JSON.stringify(await payButtonBuild())
  return `// Made by \`npm run build:pay-button\` from element.ts; a test holds it current.\nexport const payButtonScript: string = ${script}\n`
}

if (import.meta.main) await writeFile(target, await payButtonModule())
