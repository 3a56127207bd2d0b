// Comma-separated values after RFC 4180, safe to open in a spreadsheet.
import { formatAmount } from './money.ts'

/**
 * One line, ended by CR LF. A field is quoted where it must be. A text that a spreadsheet would run as a formula (`=`,
 * `+`, `-`, `@`, tab, CR first) gets an apostrophe before it (T25).
 *
 * @param fields Texts, and amounts in micro-units: those are plain decimals, `-` first where below zero, without the
 *   apostrophe, or a spreadsheet would not add them up.
 */
export const csvLine = (fields: readonly (string | bigint)[]): string => `${fields.map(csvField).join(',')}\r\n`

function csvField(field: string | bigint): string {
  if (typeof field === 'bigint') return formatAmount(field)
  const harmless = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/.test(field) ? `'${field}` : field
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
