declare module 'virtual:brand-theme' {
  type Tuple = readonly [string, string, string, string, string, string, string, string, string, string]
  /** Colour tuples of `tokens.css` by name. */
  export const colors: Record<'copper' | 'stone' | 'dark', Tuple>
  /** Names of the other tokens, without `--f-`. */
  export const names: readonly string[]
}
