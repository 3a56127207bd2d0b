// Prints sentences where a person reads; prints nothing for programs.
export type Teller = {
  chapter(title: string): void
  line(text: string): void
  table(rows: readonly (readonly [string, string])[]): void
}

export function teller(silent: boolean): Teller {
  if (silent) return { chapter: () => undefined, line: () => undefined, table: () => undefined }
  let number = 0
  return {
    chapter: (title) => console.log(`\n${++number}. ${title}`),
    line: (text) => console.log(`   ${text}`),
    table(rows) {
      const width = Math.max(...rows.map(([name]) => name.length))
      for (const [name, value] of rows) console.log(`   ${name.padEnd(width)}  ${value}`)
    },
  }
}
