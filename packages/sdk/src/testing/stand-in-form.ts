import { StandInRefusal } from './stand-in-refusal.ts'

const mostNames = 50
const mostValues = 20
const longestValue = 2_000
const mostBytes = 8_192

/** Refuses of a form what the provider refuses, so that a vendor's test meets it first. */
export function checkForm(form: Record<string, unknown>): void {
  const names = Object.keys(form)
  if (names.length > mostNames || new TextEncoder().encode(JSON.stringify(form)).length > mostBytes) {
    throw refusal('form_parameters')
  }
  for (const name of names) {
    const value = form[name]
    const texts: unknown[] = Array.isArray(value) ? value : [value]
    const fits = (text: unknown) => typeof text === 'string' && text.length <= longestValue && !controls.test(text)
    if (
      !/^[\w.[\]-][\w.[\] -]{0,63}$/.test(name) ||
      texts.length < 1 ||
      texts.length > mostValues ||
      !texts.every(fits)
    ) {
      throw refusal(`form_parameters.${name}`)
    }
  }
}

const controls = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/

function refusal(param: string): StandInRefusal {
  return new StandInRefusal('invalid_request', 422, param)
}
