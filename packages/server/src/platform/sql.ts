// SQL by template. What stands in a hole goes to PostgreSQL as a parameter, so that no value is ever read as SQL.
import type pg from 'pg'

type Value = string | number | bigint | boolean | null | Uint8Array | readonly Value[]
type Hole = Value | Sql

/** A statement, or a piece of one that may stand in a hole of another. `Row` is what each row of the answer holds. */
export class Sql<Row = unknown> {
  readonly #texts: readonly string[]
  readonly #holes: readonly Hole[]

  constructor(texts: readonly string[], holes: readonly Hole[]) {
    this.#texts = texts
    this.#holes = holes
  }

  /** Runs the statement, in a pool or on one connection. */
  async rows(on: Pick<pg.ClientBase, 'query'>): Promise<Row[]> {
    const texts: string[] = []
    const values: Value[] = []
    this.#write(texts, values)
    const answer = await on.query({ text: texts.join(''), values })
    return answer.rows as Row[]
  }

  #write(texts: string[], values: Value[]): void {
    this.#texts.forEach((text, i) => {
      texts.push(text)
      if (i === this.#holes.length) return
      const hole = this.#holes[i] as Hole
      if (hole instanceof Sql) hole.#write(texts, values)
      else texts.push(`$${values.push(hole)}`)
    })
  }
}

/** Makes a statement or a piece of one: sql<{ name: string }>`SELECT name FROM vendors WHERE id = ${bytesOf(vendor)}`. */
export function sql<Row>(texts: TemplateStringsArray, ...holes: readonly Hole[]): Sql<Row> {
  return new Sql<Row>(texts, holes)
}

/** Text of our own that goes into the statement as it is. Never from input. */
export const trustedSql = (constant: string): Sql => new Sql([constant], [])

/** Pieces with ` AND ` between them; true where there is none. */
export const allOf = (conditions: readonly Sql[]): Sql =>
  conditions.length === 0
    ? trustedSql('true')
    : new Sql(['', ...conditions.slice(1).map(() => ' AND '), ''], conditions)
