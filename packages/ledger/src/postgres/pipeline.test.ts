// Statements that travel together, on a real server.
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ByteWriter } from '../bytes.ts'
import { FinalFault } from '../index.ts'
import { testDatabase } from '../testing/database.ts'
import type { TestDatabase } from '../testing/database.ts'
import { Pipeline } from './pipeline.ts'
import { RolledBack, Session } from './session.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase([])
})
afterAll(() => database.drop())

describe('a pipeline', () => {
  const session = () =>
    Session.open({ connect: database.url, settings: [], connectMillis: 10_000, replyMillis: 10_000 })
  const fails = (used: Session) => used.ask('by_zero', 'SELECT 1 / 0')

  it('fails with its first failure, and what comes behind that is not done', async () => {
    const used = await session()
    const [first, later, end] = used.together(() => {
      void used.begin()
      return [fails(used), used.ask('one', 'SELECT 1'), used.commit()]
    })
    await expect(first).rejects.toMatchObject({ code: '22012' })
    await expect(later).rejects.toMatchObject({ code: '22012' })
    await expect(end).rejects.toMatchObject({ code: '22012' })
    expect((await used.rollback()).command).toBe('ROLLBACK')
    used.end()
  })

  it('is one message from PostgreSQL, whatever the number of statements', async () => {
    const used = await session()
    let ready = 0
    const { connection } = used.client as unknown as { connection: NodeJS.EventEmitter }
    connection.on('readyForQuery', () => ready++)
    const all = used.together(() => [1n, 2n, 3n].map((n) => used.ask('echo', 'SELECT $1::bigint', [n], ['int8'])))
    expect((await Promise.all(all)).map(({ rows }) => rows)).toEqual([[[1n]], [[2n]], [[3n]]])
    expect(ready).toBe(1)
    used.end()
  })

  it('waits for the one before it', async () => {
    const used = await session()
    const both = [used.ask('one', 'SELECT 1::bigint', [], ['int8']), used.ask('two', 'SELECT 2::bigint', [], ['int8'])]
    expect((await Promise.all(both)).map(({ rows }) => rows)).toEqual([[[1n]], [[2n]]])
    used.end()
  })

  it('prepares a statement again where its first use failed before it was known', async () => {
    const used = await session()
    await expect(used.together(() => [fails(used), used.ask('late', 'SELECT 1')][1])).rejects.toThrow('division')
    await expect(fails(used)).rejects.toMatchObject({ code: '22012' })
    await expect(used.ask('late', 'SELECT 1')).resolves.toMatchObject({ command: 'SELECT 1' })
    used.end()
  })

  it('takes a COMMIT that answers ROLLBACK for the failure that it is', async () => {
    const used = await session()
    await expect(used.together(() => [used.begin(), fails(used)][1])).rejects.toThrow('division')
    await expect(used.commit()).rejects.toBeInstanceOf(RolledBack)
    used.end()
  })

  it('ends once, also where its failure was ours and PostgreSQL answers later', () => {
    let ended = 0
    const failed = new Pipeline(new Set(), new ByteWriter(64), () => ended++)
    failed.handleError(new Error('no reply'))
    failed.handleReadyForQuery()
    expect(ended).toBe(1)
  })

  it('leaves no promise unheard', async () => {
    const unheard: unknown[] = []
    const listen = (reason: unknown) => unheard.push(reason)
    process.on('unhandledRejection', listen)
    const used = await session()
    await expect(used.together(() => [fails(used), fails(used), used.commit()][2])).rejects.toThrow()
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', listen)
    expect(unheard).toEqual([])
    used.end()
  })

  it('refuses a client that has a pipeline of its own', async () => {
    const client = new pg.Client({ connectionString: database.url, pipeline: true })
    await client.connect()
    const connect = () => Promise.resolve(client)
    await expect(
      Session.open({ connect, settings: [], connectMillis: 10_000, replyMillis: 10_000 }),
    ).rejects.toBeInstanceOf(FinalFault)
    await client.end()
  })
})
