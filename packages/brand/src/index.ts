import { readFileSync } from 'node:fs'

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8')

/** The design tokens as CSS: `:root` custom properties for light, and for dark by `prefers-color-scheme`; then `.amt`. */
export const tokensCss = read('tokens.css')

/** The parts (button, card, sheet, table, field, banner, tag, bar, tile, frames) as CSS; needs `tokensCss` before it. */
const partsCss = read('parts.css')

/** Both style sheets in their order with comments and line breaks taken out, for a `<style>` element. */
export const brandCss = smaller(tokensCss + partsCss)

/** The wren on its own, `currentColor`, from 24 px; with `<title>Farthing</title>`. */
export const wrenSvg = inline('wren.svg')

/** The wren on the coin, `currentColor`, from 28 px: the mark beside the name. */
export const wrenCoinSvg = inline('wren-coin.svg')

/** The coin drawn for small sizes; carries its own two colours. Serve it as `image/svg+xml`. */
export const faviconSvg = read('favicon.svg').trim()

/** A mark for use beside the written name: hidden from assistive technology, because the name is read. */
function inline(name: string): string {
  return read(name)
    .trim()
    .replace(/<title>.*?<\/title>/, '')
    .replace('<svg ', '<svg aria-hidden="true" focusable="false" ')
}

/** Removes comments and the white space that CSS does not need; strings in our sheets hold neither. */
function smaller(css: string): string {
  return css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim()
}
