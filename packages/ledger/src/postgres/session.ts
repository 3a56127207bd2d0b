// One connection: what is asked on it, and what failures mean.
import pg from 'pg'
import { ByteWriter } from '../bytes.ts'
import { Pipeline } from './pipeline.ts'
import type { Result, ResultType, Statement } from './pipeline.ts'
import { FinalFault } from '../faults.ts'

/** A connection string, or what gives a connected client, without `pipeline: true`. */
export type Connect = string | (() => Promise<pg.Client>)

export type SessionOptions = {
  readonly connect: Connect
  /** Statements that set the connection up, such as the planner's settings. */
  readonly settings: readonly string[]
  /** Connecting may take so long. */
  readonly connectMillis: number
  /** A reply that takes longer means a lost connection. */
  readonly replyMillis: number
}

/** COMMIT in a transaction that has failed before answers ROLLBACK, without an error. */
export class RolledBack extends Error {
  override name = 'RolledBack'
}

async function connectClient(connect: Connect, connectMillis: number): Promise<pg.Client> {
  if (typeof connect === 'function') {
    const client = await connect()
    if ((client as { pipeline?: boolean }).pipeline)
      throw new FinalFault('a client with `pipeline: true` takes no pipeline of ours')
    client.on('error', () => undefined) // Each statement under way hears of it as well.
    return client
  }
  const client = new pg.Client({ connectionString: connect, keepAlive: true, connectionTimeoutMillis: connectMillis })
  client.on('error', () => undefined)
  await client.connect()
  return client
}

export class Session {
  readonly client: pg.Client
  private readonly replyMillis: number
  private readonly prepared = new Set<string>()
  private readonly outgoing = new ByteWriter(1 << 16)
  private readonly waiting: Pipeline[] = []
  private current: Pipeline | undefined
  /** Runs while a pipeline has the connection. */
  private timer: NodeJS.Timeout | undefined

  private constructor(client: pg.Client, replyMillis: number) {
    this.client = client
    this.replyMillis = replyMillis
  }

  static async open({ connect, settings, connectMillis, replyMillis }: SessionOptions): Promise<Session> {
    const client = await connectClient(connect, connectMillis)
    const session = new Session(client, replyMillis)
    if (settings.length > 0) await session.within(replyMillis, () => client.query(settings.join('; ')))
    return session
  }

  /** What is asked past this class's own pipelines. Where it fails or takes longer, the connection is of no more use. */
  async within<T>(millis: number, work: () => Promise<T>): Promise<T> {
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => late.reject(new Error(`no reply in ${millis} ms`)), millis)
    try {
      return await Promise.race([work(), late.promise])
    } catch (error) {
      this.end()
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  /** What `work` asks, without waiting in between, travels as one pipeline. */
  together<T>(work: () => T): T {
    const pipeline = new Pipeline(this.prepared, this.outgoing, () => this.ended())
    this.waiting.push(pipeline)
    if (this.timer === undefined) this.start()
    this.current = pipeline
    try {
      return work()
    } finally {
      this.current = undefined
      pipeline.close()
    }
  }

  /** One pipeline at a time has the connection. */
  private start(): void {
    const pipeline = this.waiting.shift()
    if (!pipeline) return
    this.timer = setTimeout(() => {
      pipeline.handleError(new Error(`no reply in ${this.replyMillis} ms`))
      this.end()
    }, this.replyMillis)
    this.client.query(pipeline)
  }

  private ended(): void {
    clearTimeout(this.timer)
    this.timer = undefined
    this.start()
  }

  /**
   * Asks one statement, prepared under its name.
   *
   * @param results The types of its columns: nobody asks PostgreSQL for them.
   */
  ask(
    name: string,
    text: string,
    values: Statement['values'] = [],
    results: readonly ResultType[] = [],
  ): Promise<Result> {
    const statement = { name: `ledger_${name}`, text, values, results }
    return this.current ? this.current.add(statement) : this.together(() => this.ask(name, text, values, results))
  }

  begin(): Promise<Result> {
    return this.ask('begin', 'BEGIN ISOLATION LEVEL READ COMMITTED')
  }

  rollback(): Promise<Result> {
    return this.ask('rollback', 'ROLLBACK')
  }

  /** @throws {RolledBack} Where the transaction had failed without anybody noticing. */
  async commit(): Promise<void> {
    const { command } = await this.ask('commit', 'COMMIT')
    if (command !== 'COMMIT') throw new RolledBack(`COMMIT answered ${command}`)
  }

  end(): void {
    this.client.end().catch(() => undefined)
  }
}

/**
 * `lost`: the connection is gone, and with it perhaps the outcome. `conflict`: run the transaction again.
 * `busy`: the server has no room at the moment. `broken`: a statement failed, because of one request or of all.
 */
export type Verdict = 'lost' | 'conflict' | 'busy' | 'broken'

export function classify(error: unknown): Verdict {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (error instanceof RolledBack) return 'conflict'
  if (error instanceof FinalFault) return 'broken'
  if (error instanceof TypeError || error instanceof RangeError || error instanceof SyntaxError) return 'broken'
  if (typeof code !== 'string') return 'lost' // The client's own errors carry no SQLSTATE.
  if (code === '40001' || code === '40P01' || code === '55P03') return 'conflict'
  // Shut down, killed, idle too long in a transaction, read only since a failover, or a socket's error.
  if (/^(57P..|08...|25P03|25006|E[A-Z_]+)$/.test(code)) return 'lost'
  return code.startsWith('53') || code === '57014' ? 'busy' : 'broken'
}
