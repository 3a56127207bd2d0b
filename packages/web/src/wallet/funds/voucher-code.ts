const groupLength = 4

/** A voucher's number as it is printed: groups of four, whatever was typed between them. */
export function grouped(typed: string): string {
  const signs = typed.toUpperCase().replace(/[^0-9A-Z]/g, '')
  return signs.replace(new RegExp(`(.{${groupLength}})(?=.)`, 'g'), '$1 ')
}

/** Where the caret goes once the groups are drawn: after as many signs as stood before it. */
export function caretAfter(typed: string, caret: number): number {
  const signs = typed.slice(0, caret).replace(/[^0-9a-z]/gi, '').length
  return signs === 0 ? 0 : signs + Math.floor((signs - 1) / groupLength)
}
