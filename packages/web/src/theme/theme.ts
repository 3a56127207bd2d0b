import { Button, createTheme, NativeSelect, Textarea, TextInput, type CSSVariablesResolver } from '@mantine/core'
import { colors, names } from 'virtual:brand-theme'

const field = { root: 'field', input: 'in', label: 'lbl', description: 'hint', error: 'err', section: 'gone' }
const dense = { ...field, input: 'in sml' }

/**
 * The brand's theme for Mantine. Fields and buttons take the classes of `parts.css`, as server-rendered pages do, so a
 * button looks the same wherever it was drawn. `size="xs"` is the console's dense 32 px.
 */
export const theme = createTheme({
  colors,
  primaryColor: 'copper',
  primaryShade: { light: 6, dark: 4 },
  autoContrast: true,
  defaultRadius: 'sm',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { unstyled: true, variant: 'default' },
      classNames: (_theme, { variant, size, color, fullWidth }) => ({
        root: [
          'btn',
          variant === 'filled' && 'pri',
          size === 'xs' && 'sml',
          color === 'red' && 'bad',
          fullWidth && 'wide',
        ]
          .filter(Boolean)
          .join(' '),
      }),
    }),
    TextInput: TextInput.extend({
      defaultProps: { unstyled: true, inputWrapperOrder: ['label', 'input', 'error', 'description'] },
      classNames: (_theme, { size }) => (size === 'xs' ? dense : field),
    }),
    Textarea: Textarea.extend({ defaultProps: { unstyled: true }, classNames: field }),
    NativeSelect: NativeSelect.extend({
      defaultProps: { unstyled: true },
      classNames: (_theme, { size }) => (size === 'xs' ? dense : field),
    }),
  },
})

const shared = /^(font-|line-height|spacing-|radius-|shadow-)/

/** Points every Mantine variable that has a token at the token, so that light and dark depend on the tokens alone. */
export const cssVariables: CSSVariablesResolver = () => {
  const variables: Record<string, string> = {}
  for (const name of names) if (shared.test(name)) variables[`--mantine-${name}`] = `var(--f-${name})`
  return {
    variables,
    light: roles,
    dark: roles,
  }
}

const role = (name: string): string => `var(--f-color-${name})`

const roles: Record<string, string> = {
  '--mantine-color-body': role('surface'),
  '--mantine-color-text': role('text'),
  '--mantine-color-bright': role('text'),
  '--mantine-color-dimmed': role('dimmed'),
  '--mantine-color-placeholder': role('placeholder'),
  '--mantine-color-anchor': role('anchor'),
  '--mantine-color-error': role('error'),
  '--mantine-color-success': role('success'),
  '--mantine-color-default': role('surface'),
  '--mantine-color-default-hover': role('default-hover'),
  '--mantine-color-default-color': role('text'),
  '--mantine-color-default-border': role('default-border'),
  '--mantine-color-copper-filled': role('primary'),
  '--mantine-color-copper-filled-hover': role('primary-hover'),
  '--mantine-color-copper-light': role('primary-light'),
  '--mantine-color-copper-light-color': role('on-primary-light'),
  '--mantine-primary-color-contrast': role('on-primary'),
}
