import type { FieldProps } from './input.ts'

type Props = Omit<FieldProps, 'field'> & {
  choices: readonly { readonly value: string; readonly label: string }[]
}

/** Several of some words; they stand with commas between. */
export function Ticks({ name, label, hint, typed, type, error, choices }: Props) {
  const chosen = (typed[name] ?? '').split(',').filter((each) => each !== '')
  const turn = (choice: string) => {
    const all = choices.map(({ value }) => value)
    type(name, all.filter((each) => (each === choice) !== chosen.includes(each)).join(','))
  }
  return (
    <fieldset className="ticks">
      <legend className="lbl">{label}</legend>
      {hint !== undefined && <p className="xs dim">{hint}</p>}
      {choices.map(({ value, label: word }) => (
        <label key={value} className="tick">
          <input type="checkbox" checked={chosen.includes(value)} onChange={() => turn(value)} />
          {word}
        </label>
      ))}
      {error !== undefined && <p className="err">{error}</p>}
    </fieldset>
  )
}
