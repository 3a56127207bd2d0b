// A follower's step: the cursor's row is held, and moves in the transaction that the handler writes in.
import type pg from 'pg'
import { Pursuit } from '../pursuit.ts'
import type { Follower } from '../types.ts'
import { operationOf, readLog } from './reader.ts'
import type { Session } from './session.ts'

export type FollowerOptions = {
  readonly follower: Follower<pg.ClientBase>
  readonly open: () => Promise<Session>
  readonly backoffMillis: number
  /** A handler that takes longer waits for what does not come: its transaction ends, and it is asked again. */
  readonly handleMillis: number
  readonly onFault: (fault: unknown) => void
}

export class PostgresFollower {
  private readonly options: FollowerOptions
  private readonly pursuit: Pursuit
  private session: Session | undefined
  /** Where its cursor stood when it was last seen. */
  private seen: bigint | undefined

  constructor(options: FollowerOptions) {
    this.options = options
    this.pursuit = new Pursuit({
      step: () => this.step(),
      backoffMillis: options.backoffMillis,
      onFault: options.onFault,
    })
  }

  /** The head stands at `seq`: there may be something to read. */
  wake(seq: bigint): void {
    if (this.seen === undefined || seq > this.seen) this.pursuit.wake()
  }

  async stop(): Promise<void> {
    await this.pursuit.stop()
    this.session?.end()
  }

  private async step(): Promise<boolean> {
    const session = (this.session ??= await this.options.open())
    try {
      return await this.read(session)
    } catch (error) {
      this.session = undefined
      session.end() // Whatever it holds is rolled back.
      throw error
    }
  }

  private async read(session: Session): Promise<boolean> {
    const { name, limit = 200, begins = 'first' } = this.options.follower
    await session.begin()
    const cursor = await this.lockCursor(session, name, begins)
    if (cursor === undefined) return this.leave(session) // Another process reads on its behalf.
    const operations = (await readLog(session, cursor, limit)).rows.map(operationOf)
    const last = operations.at(-1)
    this.seen = last?.seq ?? cursor
    if (!last) return this.leave(session)
    const { follower, handleMillis } = this.options
    await session.within(handleMillis, () => follower.handle(operations, session.client))
    await session.ask('move_cursor', 'UPDATE ledger_cursors SET seq = $2 WHERE name = $1', [name, last.seq])
    await session.commit()
    return true
  }

  private async leave(session: Session): Promise<false> {
    await session.rollback()
    return false
  }

  private async lockCursor(session: Session, name: string, begins: 'first' | 'next'): Promise<bigint | undefined> {
    const lock = async (): Promise<bigint | undefined> => {
      const text = 'SELECT seq FROM ledger_cursors WHERE name = $1 FOR UPDATE SKIP LOCKED'
      return (await session.ask('lock_cursor', text, [name], ['int8'])).rows[0]?.[0] as bigint | undefined
    }
    const cursor = await lock()
    if (cursor !== undefined) return cursor
    const seq = begins === 'first' ? '0' : '(SELECT coalesce(max(seq), 0) FROM ledger_operations)'
    const insert = `INSERT INTO ledger_cursors (name, seq) VALUES ($1, ${seq}) ON CONFLICT (name) DO NOTHING`
    await session.ask(`make_cursor_${begins}`, insert, [name])
    // Where it begins is settled now: what is written from here on is for this follower, whether it is read soon or late.
    await session.commit()
    await session.begin()
    return lock()
  }
}
