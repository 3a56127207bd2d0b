// What the root refuses at start: rooms that claim the same, and rooms that say what cannot be.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { defineTable, int8 } from '@farthing/ledger'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { readConfig } from './platform/config.ts'
import type { Routes } from './platform/http/app.ts'
import type { ProblemCode } from './platform/http/problems.ts'
import { Problem } from './platform/http/problems.ts'
import type { Room } from './platform/room.ts'
import { composeRooms, defineRoom, workOf } from './platform/room.ts'
import { repeatedly } from './platform/work/work.ts'
import { testProvider } from './platform/testing.ts'
import { openProvider } from './provider.ts'
import { rooms } from './rooms.ts'
import { roomsIn } from '../../../scripts/checks/rooms.ts'
import { accountOf } from './chart/index.ts'
import type { Refusal } from './platform/http/refusals.ts'
import { toPublic } from './platform/ids.ts'

/** A room that nobody has, and what it says of itself. */
const tip = (manifest: Omit<Room, 'name'>): Room => defineRoom({ name: 'tip', ...manifest })

test('the rooms that there are fit together, and so does one more', () => {
  expect(rooms[0]?.name).toBe('platform')
  expect(composeRooms([...rooms, tip({ prefixes: { tip: 'a tip' } })])).toHaveLength(rooms.length + 1)
})

test.each<[string, Room]>([
  ['funding and funding both claim the name funding', { name: 'funding' }],
  ['purchase and tip both claim the table purchases', tip({ tables: [defineTable('purchases', { at: int8() })] })],
  [
    'identity and tip both claim the timed work forget expired',
    tip({ work: [repeatedly('forget expired', 1, async () => undefined)] }),
  ],
  [
    'funding and tip both claim the problem code voucher_used',
    tip({ problems: { voucher_used: { status: 409, title: 'Used' } } }),
  ],
  [
    'platform and tip both claim the problem code internal',
    tip({ problems: { internal: { status: 500, title: 'Broken' } } }),
  ],
  ['purchase and tip both claim the member of a problem held', tip({ problemMembers: { held: { type: 'string' } } })],
  ['purchase and tip both claim the prefix txn', tip({ prefixes: { txn: 'a tip' } })],
  ['tip claims the prefix tips, which is not three letters', tip({ prefixes: { tips: 'a tip' } })],
  ['tip keeps rows of purchases, no table of its own', tip({ rowsKept: { purchases: 1 } })],
  ['tip claims the account kind jar with 256, which is no byte above zero', tip({ accountKinds: { jar: 256 } })],
])('the root refuses: %s', (fault, room) => {
  expect(() => composeRooms([...rooms, room])).toThrow(fault)
})

test.each<[string, Omit<Room, 'name'>, Omit<Room, 'name'>]>([
  ['jar and tip both claim the account kind jar', { accountKinds: { jar: 1 } }, { accountKinds: { jar: 2 } }],
  ['jar and tip both claim the byte of an account kind 7', { accountKinds: { jar: 7 } }, { accountKinds: { tips: 7 } }],
  [
    'jar and tip both claim the event type tip.given',
    { events: [{ name: 'tip.given' }] },
    { events: [{ name: 'tip.given' }] },
  ],
])('the root refuses: %s', (fault, first, second) => {
  expect(() => composeRooms([defineRoom({ name: 'jar', ...first }), tip(second)])).toThrow(fault)
})

test('the checks read the rooms that run, each by the name of its folder', () => {
  expect(roomsIn(fileURLToPath(new URL('../../..', import.meta.url)))).toEqual(rooms.map(({ name }) => name))
})

test('a code, a prefix and a byte that no room claims do not compile', () => {
  // @ts-expect-error No room claims it.
  const refusal: Refusal = { code: 'never_claimed' }
  // @ts-expect-error No room claims it.
  const identifier = toPublic('zzz', '0'.repeat(32))
  // @ts-expect-error No room claims it.
  const account = accountOf('0'.repeat(32), 0xff, 'USD')
  expect([refusal.code, identifier, account]).toEqual([
    'never_claimed',
    `zzz_${'0'.repeat(26)}`,
    `${'0'.repeat(26)}ff0001`,
  ])
})

test('every table of a room is made by its own migrations', () => {
  for (const { name, migrations, tables = [] } of rooms) {
    const texts =
      migrations === undefined
        ? []
        : readdirSync(migrations).map((file) => readFileSync(new URL(file, migrations), 'utf8'))
    for (const table of tables) expect(texts.join(''), name).toMatch(new RegExp(`^CREATE TABLE ${table.name} `, 'm'))
  }
})

test('every schedule and kind of job stands in docs/settings.md, for operators', () => {
  const settings = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8')
  const timed = workOf(rooms).filter(({ kind }) => kind !== 'standing')
  expect(timed.map(({ name }) => name).filter((name) => !settings.includes(`\`${name}\``))).toEqual([])
})

test('the root tells everything that does not fit, not the first alone', () => {
  const room = tip({ prefixes: { txn: 'a tip', grn: 'another' } })
  expect(() => composeRooms([...rooms, room])).toThrow(
    'The rooms do not fit together:\n' +
      '  - incentive and tip both claim the prefix grn\n  - purchase and tip both claim the prefix txn'
        .split('\n')
        .toReversed()
        .join('\n'),
  )
})

test('a provider does not start where two rooms claim an operation id', async () => {
  const routes: Routes = (app) => app.get('/v1/tips', { schema: { operationId: 'retrievePurchase' } }, async () => ({}))
  const config = readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' })
  const opened = openProvider(config, {
    log: pino({ level: 'silent' }),
    rooms: composeRooms([...rooms, tip({ routes: [routes] })]),
  })
  await expect(opened).rejects.toThrow(
    'GET /v1/purchases/:purchase and GET /v1/tips both claim the operation id retrievePurchase',
  )
})

test('a provider with one room more has its table, its route and its refusal, and nothing else was opened for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'farthing-tip-'))
  writeFileSync(join(folder, '0001-tip.sql'), 'CREATE TABLE tips (id bytea PRIMARY KEY, micros bigint NOT NULL);')
  const routes: Routes = (app, { pool }) => {
    app.get(
      '/v1/tips',
      { schema: { operationId: 'listTips' } },
      async () => (await pool.query('SELECT FROM tips')).rowCount,
    )
    app.post('/v1/tips', { schema: { operationId: 'giveTip' } }, async () => {
      throw new Problem('tip_refused' as ProblemCode)
    })
  }
  const provider = await testProvider(
    {},
    {
      rooms: composeRooms([
        ...rooms,
        tip({
          migrations: pathToFileURL(`${folder}/`),
          routes: [routes],
          problems: { tip_refused: { status: 418, title: 'No tips today' } },
        }),
      ]),
    },
  )
  try {
    expect((await provider.inject({ url: '/v1/tips' })).body).toBe('0')
    const refused = await provider.inject({ method: 'POST', url: '/v1/tips' })
    expect([refused.statusCode, refused.json<{ title: string }>().title]).toEqual([418, 'No tips today'])
    expect((await provider.inject({ url: '/problems/tip_refused' })).statusCode).toBe(200)
  } finally {
    await provider.close()
    rmSync(folder, { recursive: true })
  }
})
