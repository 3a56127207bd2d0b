import { languageFor } from '@farthing/words'
import { allWords } from '@farthing/words/all'
import type { Plugin } from 'vite'

const messages = /\/packages\/words\/(\w+)\/shared\.ts$/

/**
 * Writes messages into the pages that hold our apps: `%shared.parts.noScript.title%`, in the language of `<html lang>`.
 * What all shells say is loaded beside the script, which draws nothing without it.
 */
export function pageWords(): Plugin {
  return {
    name: 'page-words',
    transformIndexHtml: {
      order: 'post',
      handler(html, { bundle }) {
        const { language, t } = allWords(languageFor(/<html lang="([\w-]+)"/.exec(html)?.[1]))
        const said = html.replace(/%(shared\.[\w.]+)%/g, (_, key: string) => escaped(t(key as 'shared.parts.skip')))
        const shared = Object.values(bundle ?? {}).filter(
          (file) => file.type === 'chunk' && messages.exec(file.facadeModuleId ?? '')?.[1] === language,
        )
        const tags = shared.map(({ fileName }) => ({
          tag: 'link',
          attrs: { rel: 'modulepreload', crossorigin: true, href: `/${fileName}` },
          injectTo: 'head' as const,
        }))
        return { html: said, tags }
      },
    },
  }
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
