import wrenCoin from '@farthing/brand/wren-coin.svg?raw'

const silent = wrenCoin
  .replace(/<title>.*?<\/title>/, '')
  .replace('<svg ', '<svg aria-hidden="true" focusable="false" ')

/** The provider's name as a mark, which is no word of any language. */
export const brandName = 'farthing'

/** The wren on its coin, in the colour of the text around it. */
export function WrenCoin() {
  // The drawing is our own file, bundled at build time.
  return <span className="coin" dangerouslySetInnerHTML={{ __html: silent }} />
}
