import { NativeSelect, TextInput } from '@mantine/core'
import type { Currency } from '../../api/shapes.ts'
import { currencies } from '../../currencies.gen.ts'
import { currencyName } from '../../money/text.ts'
import { t } from '../../words/say.tsx'
import { currenciesOf, type FieldProps } from './input.ts'

const codes = Object.keys(currencies) as Currency[]

/** An amount, and its currency. */
export function MoneyField({ name, label, hint, typed, type, error }: FieldProps) {
  return (
    <div className="two">
      <TextInput
        size="xs"
        label={label}
        description={hint}
        inputMode="decimal"
        autoComplete="off"
        error={error}
        value={typed[`${name}.amount`] ?? ''}
        onChange={({ currentTarget }) => type(`${name}.amount`, currentTarget.value)}
      />
      <NativeSelect
        size="xs"
        label={t('desk.acts.currency')}
        value={typed[`${name}.currency`] ?? 'USD'}
        onChange={({ currentTarget }) => type(`${name}.currency`, currentTarget.value)}
        data={codes.map((value) => ({ value, label: currencyName(value) }))}
      />
    </div>
  )
}

/** An amount for each currency; each may stay empty. */
export function MoneyList({ name, field, label, hint, typed, type, error }: FieldProps) {
  return (
    <fieldset className="ticks">
      <legend className="lbl">{label}</legend>
      {hint !== undefined && <p className="xs dim">{hint}</p>}
      {currenciesOf(field).map((code) => (
        <TextInput
          key={code}
          size="xs"
          label={currencyName(code as Currency)}
          inputMode="decimal"
          autoComplete="off"
          value={typed[`${name}.${code}`] ?? ''}
          onChange={({ currentTarget }) => type(`${name}.${code}`, currentTarget.value)}
        />
      ))}
      {error !== undefined && <p className="err">{error}</p>}
    </fieldset>
  )
}
