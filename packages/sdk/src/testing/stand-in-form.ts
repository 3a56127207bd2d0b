import { StandInRefusal } from './stand-in-refusal.ts'

const maxNames = 50
const longestName = 64
const maxValues = 20
const longestValue = 2_000
const maxBytes = 8_192

/**
 * Refuses of a form what the provider refuses (too much, control characters), so that a vendor's test finds it first.
 */
export function checkForm(form: Record<string, unknown>): void {
  const fields = Object.entries(form)
  const bytes = fields.flat(2).reduce<number>((sum, text) => sum + Buffer.byteLength(String(text)), 0)
  if (fields.length > maxNames || bytes > maxBytes) throw refusal('form_parameters')
  for (const [name, value] of fields) {
    const texts: unknown[] = Array.isArray(value) ? value : [value]
    const fits = (text: unknown) => typeof text === 'string' && isText(text) && Array.from(text).length <= longestValue
    const isName = isText(name) && name.trim() === name && name !== '' && Array.from(name).length <= longestName
    if (!isName || texts.length < 1 || texts.length > maxValues || !texts.every(fits)) {
      throw refusal(`form_parameters.${name}`)
    }
  }
}

function isText(text: string): boolean {
  return !/[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/.test(text)
}

function refusal(param: string): StandInRefusal {
  return new StandInRefusal('invalid_request', 422, param)
}
