import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { brandCss, faviconSvg } from '@farthing/brand'
import { passkeyScriptText } from './passkey-script.ts'
import { zoneScriptText } from './zone-script.ts'

/** A file that pages link to. Its path changes with its bytes, so it may be kept for ever. */
export type PageAsset = { readonly path: string; readonly type: string; readonly body: string }

const pageCss = readFileSync(new URL('page.css', import.meta.url), 'utf8')
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s+/g, ' ')
  .replace(/ ?([{};]) ?/g, '$1')
  .replace(/;}/g, '}')
  .trim()

const asset = (name: string, ending: string, type: string, body: string): PageAsset => ({
  path: `/assets/${name}.${hash('sha256', body, 'hex').slice(0, 12)}.${ending}`,
  type,
  body,
})

/** The one style sheet of all server-rendered pages. No text in it holds a colon or a comma before a space. */
const styles = (brandCss + pageCss).replace(/([:,]) /g, '$1')
export const pageStyle: PageAsset = asset('page', 'css', 'text/css; charset=utf-8', styles)
export const pageIcon: PageAsset = asset('icon', 'svg', 'image/svg+xml', faviconSvg)

/** See `zoneScriptText`. */
export const zoneScript: PageAsset = asset('zone', 'js', 'text/javascript; charset=utf-8', zoneScriptText)

/** See `passkeyScriptText`. */
export const passkeyScript: PageAsset = asset('passkey', 'js', 'text/javascript; charset=utf-8', passkeyScriptText)

/** What the server answers under `/assets/`, with `Cache-Control: public, max-age=31536000, immutable`. */
export const pageAssets: readonly PageAsset[] = [pageStyle, pageIcon, zoneScript, passkeyScript]
