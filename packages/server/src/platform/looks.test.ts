import type { Id, Keys, Seen } from '@farthing/ledger'
import { defineTable, id } from '@farthing/ledger'
import { describe, expect, test } from 'vitest'
import type { Looks } from './looks.ts'
import { withLooks } from './looks.ts'

const songs = defineTable('songs', { singer: id() })
const singers = defineTable('singers', { teacher: id() })

/** Each song has a singer, `s` and its letter, and each singer a teacher, `t` and it; none of `x` is there. */
function books() {
  const asked: Keys[] = []
  const seen = {
    account: () => undefined,
    row: (table: { name: string }, key: Id) => {
      if (key.endsWith('x')) return undefined
      return table === songs ? { singer: `s${key}` } : { teacher: `t${key}` }
    },
  } as unknown as Seen
  const look = async (keys: Partial<Keys>) => {
    asked.push({ accounts: keys.accounts ?? [], rows: keys.rows ?? [] })
    return seen
  }
  return { ledger: { look }, asked }
}

const teacher =
  (song: Id) =>
  (looks: Looks): string => {
    const singer = looks.row(songs, song)?.singer
    return singer === undefined ? 'nobody' : (looks.row(singers, singer)?.teacher ?? 'none')
  }

describe('functions that look', () => {
  test('give what they see, in their order; a row that is not there is no fault', async () => {
    const { ledger } = books()
    expect(await withLooks(ledger, [teacher('a'), teacher('x'), teacher('b')])).toEqual(['tsa', 'nobody', 'tsb'])
    expect(await withLooks(ledger, [])).toEqual([])
  })

  test('are read for together: a page of any length takes as many looks as its longest chain', async () => {
    const { ledger, asked } = books()
    await withLooks(
      ledger,
      Array.from({ length: 50 }, (_, i) => teacher(`${i % 25}`)),
    )
    expect(asked.map(({ rows }) => rows.length)).toEqual([25, 25])
  })

  test('name what they will need, and it is read at once', async () => {
    const { ledger, asked } = books()
    const keys = ['a', 'b', 'c'].map((key) => [songs, key] as const)
    const [sum] = await withLooks(ledger, [
      (looks) => {
        looks.need(() => ({ rows: keys, accounts: ['acc'] }))
        return keys.map(([table, key]) => looks.row(table, key)?.singer).join()
      },
    ])
    expect(sum).toBe('sa,sb,sc')
    expect(asked).toHaveLength(1)
    expect(asked[0]?.accounts).toEqual(['acc'])
  })

  test('fail as they fail, and those that look at ever more keys are ended', async () => {
    const { ledger } = books()
    await expect(withLooks(ledger, [() => JSON.parse('{') as string])).rejects.toThrow(SyntaxError)
    const endless = (looks: Looks): string => {
      for (let i = 0; ; i++) looks.row(songs, `${i}`)
    }
    await expect(withLooks(ledger, [endless])).rejects.toThrow('ever more keys')
  })
})
