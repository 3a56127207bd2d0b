// Statements that travel together: one Sync at their end, so PostgreSQL answers all of them in one go, and one that
// fails takes those behind it along unexecuted. `pg` sends a Sync after each, in its own pipeline mode too, and half
// of what a small batch cost both sides was that.
import type pg from 'pg'
import type { ByteWriter } from '../bytes.ts'
import { writeBind, writeExecute, writeParse, writeSync } from './messages.ts'
import type { Value } from './messages.ts'

/** How a column of a result, which comes as text, becomes a value: P11 asks for bigint. An `id` is read as `hex` of it. */
export type ResultType = 'id' | 'int8' | 'text' | 'bytea' | 'jsonb'
export type Cell = string | bigint | Buffer | null
export type Cells = readonly Cell[]
export type Result = { readonly command: string; readonly rows: readonly Cells[] }

/** Prepared once a connection under its name; the name belongs to this text alone. */
export type Statement = {
  readonly name: string
  readonly text: string
  readonly values: readonly Value[]
  readonly results: readonly ResultType[]
}

type Sent = {
  readonly statement: Statement
  readonly rows: Cells[]
  readonly resolve: (result: Result) => void
  readonly reject: (error: unknown) => void
}

/** Beyond so many bytes what was written down goes out: PostgreSQL begins while the rest is being encoded. */
const pieceBytes = 65_536

function cellOf(type: ResultType | undefined, text: string | null): Cell {
  if (text === null) return null
  if (type === 'int8') return text === '0' ? 0n : BigInt(text) // Most counters are zero, and one zero is enough.
  return type === 'bytea' ? Buffer.from(text.slice(2), 'hex') : text
}

/** What `pg` calls a submittable: it owns the connection from `submit` until ReadyForQuery. */
export class Pipeline implements pg.Submittable {
  private readonly prepared: Set<string>
  private readonly outgoing: ByteWriter
  private readonly sent: Sent[] = []
  private readonly ended: () => void
  private connection: pg.Connection | undefined
  private written = 0
  private answered = 0
  private closed = false
  private failure: Error | undefined
  private readonly parsing: string[] = []
  private readonly onParsed = (): void => {
    const name = this.parsing.shift()
    if (name !== undefined) this.prepared.add(name)
  }

  /**
   * @param prepared Names of the statements that the connection knows; grows as it learns.
   * @param outgoing What the connection writes on; empty between pipelines.
   * @param ended Called once, when no more will be heard of it.
   */
  constructor(prepared: Set<string>, outgoing: ByteWriter, ended: () => void) {
    this.prepared = prepared
    this.outgoing = outgoing
    this.ended = ended
  }

  /** The statement that is to be answered next. */
  get awaited(): Statement | undefined {
    return this.sent[this.answered]?.statement
  }

  add(statement: Statement): Promise<Result> {
    const { promise, resolve, reject } = Promise.withResolvers<Result>()
    promise.catch(() => undefined) // Never unheard, whatever happens before anybody asks.
    if (this.failure) reject(this.failure)
    else {
      this.sent.push({ statement, rows: [], resolve, reject })
      this.write()
    }
    return promise
  }

  /** Nothing more will be added. */
  close(): void {
    this.closed = true
    this.write()
  }

  submit(connection: pg.Connection): void {
    this.connection = connection
    connection.on('parseComplete', this.onParsed)
    connection.once('readyForQuery', () => connection.off('parseComplete', this.onParsed))
    this.write()
  }

  private write(): void {
    const { connection, outgoing } = this
    if (!connection) return
    while (this.written < this.sent.length) this.encode(this.sent[this.written++] as Sent)
    if (this.closed) writeSync(outgoing)
    if (outgoing.length < (this.closed ? 1 : pieceBytes)) return
    connection.stream.write(outgoing.finish())
    outgoing.clear()
  }

  /** A value that cannot be encoded takes its whole statement back. */
  private encode({ statement }: Sent): void {
    const { outgoing } = this
    const { name, text, values } = statement
    const start = outgoing.length
    const isNew = !this.prepared.has(name) && !this.parsing.includes(name)
    try {
      if (isNew) writeParse(outgoing, name, text)
      writeBind(outgoing, name, values)
      writeExecute(outgoing)
    } catch (error) {
      outgoing.clear(start)
      throw error
    }
    if (isNew) this.parsing.push(name)
  }

  handleDataRow({ fields }: { fields: readonly (string | null)[] }): void {
    const current = this.sent[this.answered]
    if (!current || this.failure) return
    const { results } = current.statement
    current.rows.push(fields.map((field, i) => cellOf(results[i], field)))
  }

  handleCommandComplete({ text }: { text: string }): void {
    const current = this.sent[this.answered++]
    if (current && !this.failure) current.resolve({ command: text, rows: current.rows })
  }

  /** PostgreSQL passes over what comes after a failure; a lost connection answers nothing more either. */
  handleError(error: Error): void {
    if (this.failure) return
    this.failure = error
    for (const { reject } of this.sent.slice(this.answered)) reject(error)
    this.ended()
  }

  handleReadyForQuery(): void {
    if (this.failure) return // It has ended already, and the next one may have the connection.
    if (this.answered < this.sent.length) this.handleError(new Error('PostgreSQL left a statement unanswered'))
    else this.ended()
  }

  handleRowDescription(): void {}
  handleEmptyQuery(): void {}
  handlePortalSuspended(): void {}
  handleCopyInResponse(): void {}
  handleCopyData(): void {}
}
