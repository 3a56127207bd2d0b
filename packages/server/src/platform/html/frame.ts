import { wrenCoinSvg } from '@farthing/brand'
import type { PageAsset } from './assets.ts'
import { pageIcon, pageStyle } from './assets.ts'
import type { Say } from './say.ts'
import type { Hole, Html } from './tag.ts'
import { attributes, html, trusted } from './tag.ts'

/** Who runs this Farthing: `Harbour Mutual`, at `https://wallet.harbour.example`. */
export type PageProvider = { readonly name: string; readonly url: string }

export type Frame = {
  /** Says the page's messages; of it are language and direction. */
  readonly t: Say
  /** Of the tab, before `· Farthing`. */
  readonly title: string
  /** `wide`: one column that becomes two where there is room; `text`: a column to read in. */
  readonly width: 'wide' | 'narrow' | 'text'
  /** Stands opposite the name. */
  readonly corner?: Hole
  readonly main: Html
  /** A file of ours, for what is only a convenience: our pages work without script. See `pageHeaders`. */
  readonly script?: PageAsset
}

const coin = trusted(wrenCoinSvg)

/** A whole page. No script but a file that it names, no style in place: see `pageHeaders`. */
export function page({ t, title, width, corner, main, script }: Frame): string {
  return html`<!doctype html>
    <html${attributes({ lang: t.language, dir: t.dir === 'rtl' && 'rtl' })}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${t('shared.parts.title', { page: title })}</title>
        <link rel="icon" href="${pageIcon.path}" type="image/svg+xml" />
        <link rel="stylesheet" href="${pageStyle.path}" />
        ${script !== undefined && scriptTag(script)}
      </head>
      <body>
        <div class="wrap ${width}">
          <header class="name"><a class="brand" href="/">${coin}farthing</a>${corner}</header>
          <main>${main}</main>
        </div>
      </body>
    </html> `.toString()
}

/** The path is our own and made of a hash; a template could not name a script. */
const scriptTag = ({ path }: PageAsset): Html => trusted(`<script src="${path}" defer></script>`)

/** `wallet.harbour.example`: what the address bar shows. */
export const hostOf = (url: string): string => new URL(url).host
