/** The noun after a figure: singular for 1 and −1, plural for everything else, `0.5` and `0` included. */
const nounFor = (figure: string, noun: string): string => (/^[-−]?1$/.test(figure) ? noun : `${noun}s`)

/** `1 view`, `3 views`, `1,904 days`; a figure that is written already stays as it is: `0.25 tokens`. */
export function counted(count: number | bigint | string, noun: string): string {
  const figure = typeof count === 'string' ? count : count.toLocaleString('en-GB')
  return `${figure} ${nounFor(figure, noun)}`
}
