import type { Plugin } from 'vite'

const first = /^(?:assets\/)?source-(?:sans-3|serif-4)-latin-wght-normal-[\w-]+\.woff2$/

/** Loads the Latin fonts of both families beside the script: text that waits for its font moves when the font comes. */
export function preloadFonts(): Plugin {
  return {
    name: 'preload-fonts',
    transformIndexHtml: {
      order: 'post',
      handler: (_html, { bundle }) =>
        Object.keys(bundle ?? {})
          .filter((file) => first.test(file))
          .map((file) => ({
            tag: 'link',
            attrs: { rel: 'preload', as: 'font', type: 'font/woff2', crossorigin: true, href: `/${file}` },
            injectTo: 'head' as const,
          })),
    },
  }
}
