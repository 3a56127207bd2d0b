import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import type { Currency } from '../../api/shapes.ts'
import { currencies } from '../../currencies.gen.ts'
import { currencyName } from '../../money/text.ts'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import type { Field } from '../shapes.ts'
import { choicesOf, isMoney, type Typed } from './input.ts'

const codes = Object.keys(currencies) as Currency[]

type Props = {
  schema: Field
  typed: Typed
  type: (field: string, value: string) => void
  /** Fields that the page before has filled in: they are shown, not asked for. */
  fixed: Typed
  /** A field, and what is wrong with it. */
  wrong: { readonly field: string; readonly says: string } | undefined
}

/** The fields of an act, as its description has them. */
export function Fields({ schema, typed, type, fixed, wrong }: Props) {
  return Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const error = wrong?.field === name || wrong?.field.startsWith(`${name}.`) === true ? wrong.says : undefined
    if (fixed[name] !== undefined) return <Given key={name} name={name} value={fixed[name]} error={error} />
    const needed = schema.required?.includes(name) === true
    return <OneField key={name} {...{ name, field, typed, type, error, needed }} />
  })
}

function Given({ name, value, error }: { name: string; value: string; error: string | undefined }) {
  return (
    <div className="field">
      <span className="lbl">{said('field', name)}</span>
      <span className="id wrap">{value}</span>
      {error !== undefined && <p className="err">{error}</p>}
    </div>
  )
}

type OneProps = Pick<Props, 'typed' | 'type'> & {
  name: string
  field: Field
  error: string | undefined
  needed: boolean
}

function OneField({ name, field, typed, type, error, needed }: OneProps) {
  const word = said('field', name)
  const common = {
    size: 'xs' as const,
    label: needed ? word : t('desk.acts.optional', { field: word }),
    error,
    value: typed[name] ?? '',
  }
  const heard = ({ currentTarget }: { currentTarget: { value: string } }) => type(name, currentTarget.value)
  if (isMoney(field)) return <MoneyField {...{ name, typed, type, error }} label={common.label} />
  const choices = choicesOf(field)
  if (choices !== undefined) return <NativeSelect {...common} onChange={heard} data={optionsOf(choices)} />
  const many = field.type === 'array' && field.items !== undefined ? choicesOf(field.items) : undefined
  if (many !== undefined) return <Ticks {...{ name, typed, type, error }} label={common.label} choices={many} />
  if (field.type === 'integer') return <TextInput {...common} inputMode="numeric" onChange={heard} />
  if (field.format === 'date') return <TextInput {...common} type="date" onChange={heard} />
  if ((field.maxLength ?? 0) > 200)
    return <Textarea {...common} rows={3} maxLength={field.maxLength} onChange={heard} />
  return <TextInput {...common} autoComplete="off" maxLength={field.maxLength} onChange={heard} />
}

const optionsOf = (choices: readonly string[]) => [
  { value: '', label: t('desk.acts.choose') },
  ...choices.map((value) => ({ value, label: said('code', value) })),
]

type PartProps = Pick<OneProps, 'name' | 'typed' | 'type' | 'error'> & { label: string }

function MoneyField({ name, label, typed, type, error }: PartProps) {
  return (
    <div className="two">
      <TextInput
        size="xs"
        label={label}
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

function Ticks({ name, label, typed, type, error, choices }: PartProps & { choices: readonly string[] }) {
  const chosen = (typed[name] ?? '').split(',').filter((each) => each !== '')
  const turn = (choice: string) =>
    type(name, choices.filter((each) => (each === choice) !== chosen.includes(each)).join(','))
  return (
    <fieldset className="ticks">
      <legend className="lbl">{label}</legend>
      {choices.map((choice) => (
        <label key={choice} className="tick">
          <input type="checkbox" checked={chosen.includes(choice)} onChange={() => turn(choice)} />
          {said('role', choice, said('code', choice))}
        </label>
      ))}
      {error !== undefined && <p className="err">{error}</p>}
    </fieldset>
  )
}
