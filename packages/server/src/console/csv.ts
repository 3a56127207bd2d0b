// Comma-separated values after RFC 4180, safe to open in a spreadsheet.

/**
 * One line, ended by CR LF. A field is quoted where it must be. One that a spreadsheet would run as a
 * formula (`=`, `+`, `-`, `@`, tab, CR first) gets an apostrophe before it (T25).
 */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`

function csvField(text: string): string {
  const harmless = /^[=+\-@\t\r\uFF0B\uFF0D\uFF1D\uFF20]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
