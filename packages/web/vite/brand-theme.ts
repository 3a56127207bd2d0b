import { tokensCss } from '@farthing/brand'
import { themeFrom } from '@farthing/brand/theme'
import type { Plugin } from 'vite'

const name = 'virtual:brand-theme'

/** Gives the app what `tokens.css` says as `virtual:brand-theme`, read at build time: colours stay written once. */
export function brandTheme(): Plugin {
  return {
    name: 'brand-theme',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined
      const { colors, names } = themeFrom(tokensCss)
      return `export const colors = ${JSON.stringify(colors)}\nexport const names = ${JSON.stringify(names)}`
    },
  }
}
