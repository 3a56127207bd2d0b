import { wrenCoinSvg } from '@farthing/brand'
import { pageIcon, pageStyle } from './assets.ts'
import type { Hole, Html } from './tag.ts'
import { html, trusted } from './tag.ts'

/** Who runs this Farthing: `Harbour Mutual`, at `https://wallet.harbour.example`. */
export type PageProvider = { readonly name: string; readonly url: string }

export type Frame = {
  /** Of the tab, before `· Farthing`. */
  readonly title: string
  /** `wide`: one column that becomes two where there is room; `text`: a column to read in. */
  readonly width: 'wide' | 'narrow' | 'text'
  /** Stands opposite the name. */
  readonly corner?: Hole
  readonly main: Html
}

const coin = trusted(wrenCoinSvg)

/** A whole page. No script, no style in place: see `pageHeaders`. */
export function page({ title, width, corner, main }: Frame): string {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Farthing</title>
        <link rel="icon" href="${pageIcon.path}" type="image/svg+xml" />
        <link rel="stylesheet" href="${pageStyle.path}" />
      </head>
      <body>
        <div class="wrap ${width}">
          <header class="name"><a class="brand" href="/">${coin}farthing</a>${corner}</header>
          <main>${main}</main>
        </div>
      </body>
    </html> `.toString()
}

/** `wallet.harbour.example`: what the address bar shows. */
export const hostOf = (url: string): string => new URL(url).host
