/** The noun after a figure: singular for 1 and −1, plural for everything else, `0.5` and `0` included. */
export const nounFor = (figure: string, noun: string): string => (/^[-−+]?1(\.0*)?$/.test(figure) ? noun : `${noun}s`)

/** `1 day`, `3 days`, `1,904 sales`. */
export function count(number: number, noun: string): string {
  const figure = number.toLocaleString('en-US')
  return `${figure} ${nounFor(figure, noun)}`
}
