/** Ten shades of one hue from light to dark, `#rrggbb`: what Mantine calls a colour tuple. */
export type Tuple = readonly [string, string, string, string, string, string, string, string, string, string]

export type BrandTheme = {
  /** Tuples by name: `copper`, `stone` and `dark`. */
  colors: Record<string, Tuple>
  /** Every token's name without `--f-`, in the order of the sheet, tuples left out. */
  names: readonly string[]
  /** What a token says in light and in dark; dark is absent where the token does not change. */
  values: Record<string, { light: string; dark?: string }>
}

const declaration = /--f-([a-z0-9-]+)\s*:\s*([^;}]+?)\s*(?=[;}])/g
const shade = /^([a-z]+)-(\d)$/

/**
 * Reads the tokens' names and values out of `tokens.css`, so that a Mantine theme is derived and never written twice.
 *
 * @param css The text of `tokens.css`.
 * @throws Error when a tuple lacks one of its ten shades.
 */
export function themeFrom(css: string): BrandTheme {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '')
  const [light = '', dark = ''] = plain.split('@media (prefers-color-scheme: dark)')
  const shades = new Map<string, string[]>()
  const values: BrandTheme['values'] = {}
  for (const [, name = '', value = ''] of light.matchAll(declaration)) {
    const [, hue, place] = shade.exec(name) ?? []
    if (hue === undefined || hue === 'chart') values[name] = { light: value }
    else shades.set(hue, Object.assign(shades.get(hue) ?? [], { [Number(place)]: value }))
  }
  for (const [, name = '', value = ''] of (dark.split('@media')[0] ?? '').matchAll(declaration)) {
    const known = values[name]
    if (known === undefined) throw new Error(`tokens.css: --f-${name} has a dark value and no light one`)
    known.dark = value
  }
  const colors = Object.fromEntries([...shades].map(([hue, list]) => [hue, tuple(hue, list)]))
  return { colors, names: Object.keys(values), values }
}

function tuple(hue: string, list: readonly string[]): Tuple {
  const [a, b, c, d, e, f, g, h, i, j] = list
  if (!a || !b || !c || !d || !e || !f || !g || !h || !i || !j)
    throw new Error(`tokens.css: --f-${hue}-0…9 is not whole`)
  return [a, b, c, d, e, f, g, h, i, j]
}
