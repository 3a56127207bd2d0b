const groupLength = 5
const groups = 5

/** Whether a number can be written in groups; anything else stays as typed, for the server to read. */
const isPlain = (typed: string): boolean => /^[0-9\s-]*$/.test(typed)

/** A voucher's number as it is printed, `12345-67890-12345-67890-12345`. */
export function grouped(typed: string): string {
  if (!isPlain(typed)) return typed
  const digits = typed.replace(/\D/g, '').slice(0, groupLength * groups)
  return digits.replace(new RegExp(`(\\d{${groupLength}})(?=\\d)`, 'g'), '$1-')
}

/** Where the caret goes once the groups are written: after as many digits as stood before it. */
export function caretAfter(typed: string, caret: number): number {
  if (!isPlain(typed)) return caret
  const digits = typed.slice(0, caret).replace(/\D/g, '').length
  return digits === 0 ? 0 : digits + Math.floor((digits - 1) / groupLength)
}
