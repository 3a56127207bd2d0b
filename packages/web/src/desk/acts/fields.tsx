import { NativeSelect, Textarea, TextInput } from '@mantine/core'
import { zones } from '../../platform/zones.ts'
import { zoneText } from '../../words/time.ts'
import { t } from '../../words/say.tsx'
import { findHint, said } from '../parts/codes.ts'
import type { Field } from '../shapes.ts'
import { ActNames, Permissions } from './named-fields.tsx'
import {
  amountOf,
  choicesOf,
  isDecimal,
  isLines,
  isMoney,
  isMoneyList,
  isNames,
  withoutNull,
  type FieldProps,
  type Typed,
} from './input.ts'
import { MoneyField, MoneyList } from './money-fields.tsx'
import { Ticks } from './ticks.tsx'

type Props = {
  act: string
  schema: Field
  typed: Typed
  type: (field: string, value: string) => void
  /** Fields that the page before has filled in: they are shown, not asked for. */
  fixed: Typed
  /** A field, and what is wrong with it. */
  wrong: { readonly field: string; readonly says: string } | undefined
}

/** The fields of an act, as its description has them. */
export function Fields({ act, schema, typed, type, fixed, wrong }: Props) {
  return Object.entries(schema.properties ?? {}).map(([name, described]) => {
    const error = wrong?.field === name || wrong?.field.startsWith(`${name}.`) === true ? wrong.says : undefined
    if (fixed[name] !== undefined) return <Given key={name} name={name} value={fixed[name]} error={error} />
    if (name === 'currency' && amountOf(schema) !== undefined) return null
    const { field, nullable } = withoutNull(described)
    const needed = !nullable && schema.required?.includes(name) === true
    const word = said('field', `${act}.${name}`, said('field', name, described.title))
    const label = needed ? word : t('desk.acts.optional', { field: word })
    const hint = findHint(`${act}.${name}`)
    return <OneField key={name} {...{ name, field, typed, type, error, label, hint }} role={fixed['role']} />
  })
}

function Given({ name, value, error }: { name: string; value: string; error: string | undefined }) {
  const isId = /^[a-z]{3}_[0-9a-z]{26}$/.test(value)
  return (
    <div className="field">
      <span className="lbl">{said('field', name)}</span>
      {isId ? <span className="id wrap">{value}</span> : <span>{said(name === 'role' ? 'role' : 'act', value)}</span>}
      {error !== undefined && <p className="err">{error}</p>}
    </div>
  )
}

function OneField({ role, ...props }: FieldProps & { role: string | undefined }) {
  const { name, field, typed, type, error, label, hint } = props
  const common = { size: 'xs' as const, label, description: hint, error, value: typed[name] ?? '' }
  const heard = ({ currentTarget }: { currentTarget: { value: string } }) => type(name, currentTarget.value)
  if (isMoney(field)) return <MoneyField {...props} />
  if (isMoneyList(field)) return <MoneyList {...props} />
  if (name === 'act') return <ActNames {...props} />
  if (isNames(field)) return <Permissions {...props} role={role ?? typed['role']} />
  const choices = choicesOf(field)
  if (choices !== undefined) return <NativeSelect {...common} onChange={heard} data={optionsOf(name, choices)} />
  const many = field.type === 'array' && field.items !== undefined ? choicesOf(field.items) : undefined
  if (many !== undefined) {
    const ticks = many.map((value) => ({ value, label: said('role', value, said('code', value)) }))
    return <Ticks {...props} choices={ticks} />
  }
  if (isLines(field)) return <Textarea {...common} rows={4} onChange={heard} />
  if (field.format === 'time-zone') return <NativeSelect {...common} onChange={heard} data={zoneOptions()} />
  if (field.type === 'integer') return <TextInput {...common} inputMode="numeric" autoComplete="off" onChange={heard} />
  if (isDecimal(field)) return <TextInput {...common} inputMode="decimal" autoComplete="off" onChange={heard} />
  if (name === 'email') return <TextInput {...common} type="email" autoComplete="off" onChange={heard} />
  if (field.format === 'date') return <TextInput {...common} type="date" onChange={heard} />
  if (field.format === 'date-time') return <TextInput {...common} type="datetime-local" onChange={heard} />
  if ((field.maxLength ?? 0) > 254)
    return <Textarea {...common} rows={3} maxLength={field.maxLength} onChange={heard} />
  return <TextInput {...common} autoComplete="off" maxLength={field.maxLength} onChange={heard} />
}

const optionsOf = (name: string, choices: readonly string[]) => [
  { value: '', label: t('desk.acts.choose') },
  ...choices.map((value) => ({
    value,
    label: name === 'currency' ? value : name === 'role' ? said('role', value) : said('code', value),
  })),
]

const zoneOptions = () => [
  { value: '', label: t('desk.acts.choose') },
  ...zones().map((value) => ({ value, label: zoneText(value) })),
]
