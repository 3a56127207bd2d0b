/** The noun after a figure: one and minus one of a thing are one thing, `0.5` and `0` of it are several. */
export const nounFor = (figure: string, noun: string): string => (/^[-−+]?1(\.0*)?$/.test(figure) ? noun : `${noun}s`)

/** `1 day`, `3 days`, `1,904 sales`. */
export function count(number: number, noun: string): string {
  const figure = number.toLocaleString('en-US')
  return `${figure} ${nounFor(figure, noun)}`
}
