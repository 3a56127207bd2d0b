// One connection: pipelined statements, and what their failures mean.
import type { Writable } from 'node:stream'
import pg from 'pg'
import { types } from './codec.ts'

/** A connection string, or what gives a connected client. */
export type Connect = string | (() => Promise<pg.Client>)

export type SessionOptions = {
  readonly connect: Connect
  /** Statements that set the connection up, such as the planner's settings. */
  readonly settings: readonly string[]
  /** A reply that takes longer means a lost connection. */
  readonly replyMillis: number
}

export type Cells = readonly (string | bigint | null)[]
export type Result = { readonly command: string; readonly rows: readonly Cells[] }

/** COMMIT after an error in the pipeline resolves, with the command ROLLBACK. */
export class RolledBack extends Error {
  override name = 'RolledBack'
}

async function connectClient(connect: Connect): Promise<pg.Client> {
  if (typeof connect === 'function') {
    const client = await connect()
    client.on('error', () => undefined) // Each statement under way hears of it as well.
    return client
  }
  const client = new pg.Client({
    connectionString: connect,
    pipeline: true,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

const pieceBytes = 65_536

export class Session {
  readonly client: pg.Client
  private readonly replyMillis: number
  private corked: Writable | undefined

  private constructor(client: pg.Client, replyMillis: number) {
    this.client = client
    this.replyMillis = replyMillis
  }

  static async open({ connect, settings, replyMillis }: SessionOptions): Promise<Session> {
    const client = await connectClient(connect)
    try {
      for (const each of settings) await client.query(each)
    } catch (error) {
      client.end().catch(() => undefined)
      throw error
    }
    return new Session(client, replyMillis)
  }

  /** Sends a prepared statement; those of one pipeline go through `inOrder` together. */
  ask(name: string, text: string, values: readonly unknown[] = []): Promise<Result> {
    return this.send({ name: `ledger_${name}`, text, values })
  }

  /** Sends a statement that is not worth preparing. */
  say(text: string): Promise<Result> {
    return this.send({ text })
  }

  private send(query: { name?: string; text: string; values?: readonly unknown[] }): Promise<Result> {
    const config = { ...query, rowMode: 'array', types, query_timeout: this.replyMillis }
    const result = this.client.query(config as unknown as pg.QueryArrayConfig) as unknown as Promise<Result>
    const { corked } = this
    if (corked && corked.writableLength > pieceBytes) {
      corked.uncork()
      corked.cork()
    }
    result.catch(() => undefined) // Heard by `inOrder`; never unheard, whatever happens before.
    return result
  }

  /**
   * Sends what `work` asks in few writes to the socket: a write costs more than a statement's bytes do. A large
   * batch still goes out in pieces, so that PostgreSQL begins while the rest is being written down.
   */
  together<T>(work: () => T): T {
    const stream = (this.client as unknown as { connection?: { stream?: Writable } }).connection?.stream
    this.corked = stream
    stream?.cork()
    try {
      return work()
    } finally {
      this.corked = undefined
      stream?.uncork()
    }
  }

  /** @throws {RolledBack} Where the pipeline before it has failed without anybody noticing. */
  async commit(work: readonly Promise<Result>[]): Promise<void> {
    const end = this.say('COMMIT')
    const results = await inOrder([...work, end])
    const { command } = results.at(-1) ?? { command: 'nothing' }
    if (command !== 'COMMIT') throw new RolledBack(`COMMIT answered ${command}`)
  }

  end(): void {
    this.client.end().catch(() => undefined)
  }
}

/**
 * Waits for a whole pipeline and throws its first failure in the order of its statements. `Promise.all` would throw
 * whichever rejects first, often the 25P02 of a later statement, behind which a 40P01 hides.
 */
export async function inOrder<T>(pipeline: readonly Promise<T>[]): Promise<T[]> {
  const settled = await Promise.allSettled(pipeline)
  return settled.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
}

/**
 * `lost`: the connection is gone, and with it perhaps the outcome. `conflict`: run the transaction again.
 * `busy`: the server has no room at the moment. `broken`: a statement failed, because of one request or of all.
 */
export type Verdict = 'lost' | 'conflict' | 'busy' | 'broken'

export function classify(error: unknown): Verdict {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (error instanceof RolledBack) return 'conflict'
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return 'broken'
  if (typeof code !== 'string') return 'lost' // The client's own errors carry no SQLSTATE.
  if (code === '40001' || code === '40P01' || code === '55P03') return 'conflict'
  // Shut down, killed, idle too long in a transaction, read only since a failover, or a socket's error.
  if (/^(57P..|08...|25P03|25006|E[A-Z_]+)$/.test(code)) return 'lost'
  return code.startsWith('53') || code === '57014' ? 'busy' : 'broken'
}
