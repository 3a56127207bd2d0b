import { expect, test } from 'vitest'
import { brandCss, tokensCss, wrenCoinSvg } from './index.ts'
import { themeFrom } from './theme.ts'

const theme = themeFrom(tokensCss)

test('the tuples come from tokens.css whole', () => {
  expect(Object.keys(theme.colors)).toEqual(['copper', 'stone', 'dark'])
  expect(theme.colors['copper']?.[6]).toBe('#b4562f')
  expect(theme.values['color-primary']).toEqual({ light: '#b4562f', dark: '#e08a5b' })
})

const pairs: [ink: string, ground: string, least: number][] = [
  ...['body', 'surface', 'sunken', 'default-hover'].flatMap((ground): [string, string, number][] => [
    ['color-text', `color-${ground}`, 4.5],
    ['color-dimmed', `color-${ground}`, 4.5],
    ['color-anchor', `color-${ground}`, 4.5],
    ['color-control-border', `color-${ground}`, 3],
    ['color-focus', `color-${ground}`, 3],
  ]),
  ['color-placeholder', 'color-surface', 4.5],
  ['color-on-primary', 'color-primary', 4.5],
  ['color-on-primary', 'color-primary-hover', 4.5],
  ['color-on-primary-light', 'color-primary-light', 4.5],
  ...['success', 'error', 'warning'].flatMap((state): [string, string, number][] => [
    [`color-${state}`, 'color-surface', 4.5],
    [`color-${state}`, `color-${state}-light`, 4.5],
    ['color-text', `color-${state}-light`, 4.5],
  ]),
  ...[1, 2, 3, 4].map((n): [string, string, number] => [`chart-${n}`, 'color-surface', 3]),
]

test.each(['light', 'dark'] as const)('every pair of roles that meets on a page passes AA in %s', (scheme) => {
  const colour = (name: string): string => {
    const value = theme.values[name]
    return (scheme === 'dark' ? value?.dark : undefined) ?? value?.light ?? ''
  }
  const short = pairs.filter(([ink, ground, least]) => contrast(colour(ink), colour(ground)) < least)
  expect(short).toEqual([])
})

test('the sheet for server-rendered pages stays small and the mark is silent beside the name', () => {
  expect(brandCss.length).toBeLessThan(18_000)
  expect(brandCss).not.toContain('/*')
  expect(wrenCoinSvg).toContain('aria-hidden="true"')
  expect(wrenCoinSvg).not.toContain('<title>')
})

function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (bright + 0.05) / (dim + 0.05)
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
