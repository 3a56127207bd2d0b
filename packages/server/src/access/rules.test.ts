import { memoryLedger } from '@farthing/ledger'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntitlementRow } from './rules.ts'
import {
  endsAt,
  entitlementId,
  grantEntitlement,
  isLive,
  opening,
  revokeEntitlement,
  withoutOpening,
  viewsLeft,
} from './rules.ts'
import { entitlements } from './tables.ts'

const hour = 3_600_000_000n
const granted = 1_700_000_000_000_000n
const row: EntitlementRow = {
  payer: '0192f3a1b2c37d4e8f01234589000000',
  item: '0192f3a1b2c37d4e8f01234588000000',
  vendor: '0192f3a1b2c37d4e8f01234587000000',
  mode: 'live',
  version: '0192f3a1b2c37d4e8f01234586000000',
  purchase: '0192f3a1b2c37d4e8f01234585000000',
  grantedAt: granted,
  viewsUsed: 0n,
  firstOpenedAt: null,
  revokedAt: null,
  openings: null,
}

test('R44: the number of times to view', () => {
  const terms = { timesToView: 3, countsFrom: 'first_opening' } as const
  expect(viewsLeft(row, terms)).toBe(3)
  expect(viewsLeft({ ...row, viewsUsed: 3n }, terms)).toBe(0)
  expect(isLive({ ...row, viewsUsed: 2n }, terms, granted)).toBe(true)
  expect(isLive({ ...row, viewsUsed: 3n }, terms, granted)).toBe(false)
  expect(viewsLeft(row, { countsFrom: 'first_opening' })).toBeNull()
})

test('R44: hours count from the first opening, and the instant of the end is past it', () => {
  const terms = { hoursToView: 2, countsFrom: 'first_opening' } as const
  expect(endsAt(row, terms)).toBeNull()
  expect(isLive(row, terms, granted + 1_000n * hour)).toBe(true)
  const opened = { ...row, firstOpenedAt: granted + hour }
  expect(endsAt(opened, terms)).toBe(granted + 3n * hour)
  expect(isLive(opened, terms, granted + 3n * hour - 1n)).toBe(true)
  expect(isLive(opened, terms, granted + 3n * hour)).toBe(false)
})

test('R44: days of 24 hours count from the purchase where the item says so', () => {
  const terms = { daysToView: 2, countsFrom: 'purchase' } as const
  expect(endsAt({ ...row, firstOpenedAt: granted + hour }, terms)).toBe(granted + 48n * hour)
})

test('R44: what ends first ends the licence', () => {
  const opened = { ...row, firstOpenedAt: granted }
  const expiresAt = (granted + 5n * hour).toString()
  expect(endsAt(opened, { hoursToView: 30, daysToView: 1, expiresAt, countsFrom: 'first_opening' })).toBe(
    granted + 5n * hour,
  )
  expect(endsAt(opened, { hoursToView: 30, daysToView: 1, countsFrom: 'first_opening' })).toBe(granted + 24n * hour)
  expect(isLive(row, { expiresAt, countsFrom: 'first_opening' }, granted + 5n * hour)).toBe(false)
})

test('R44: an opening counts a view and starts the clock once', () => {
  const first = opening(row, granted + hour)
  expect(first).toMatchObject({ viewsUsed: 1n, firstOpenedAt: granted + hour })
  expect(opening(first, granted + 2n * hour)).toMatchObject({ viewsUsed: 2n, firstOpenedAt: granted + hour })
})

test('R1f: a grant has one key for payer and item, and only the purchase that gave it takes it back', async () => {
  const { payer, item, vendor, mode, version, purchase } = row
  const kept = await memoryLedger({ tables: [entitlements] }).preview((draft) => {
    const now = () => draft.row(entitlements, entitlementId(payer, item))
    const all = [now()]
    revokeEntitlement(draft, { payer, item, purchase }, granted)
    grantEntitlement(draft, { payer, item, vendor, mode, version, purchase }, granted)
    all.push(now())
    revokeEntitlement(draft, { payer, item, purchase: version }, granted)
    all.push(now())
    revokeEntitlement(draft, { payer, item, purchase }, granted + 1n)
    return [...all, now()]
  })
  expect(kept).toEqual([undefined, row, row, { ...row, revokedAt: granted + 1n }])
})

test('R44: whatever is opened and voided, in whatever order, views and clock are those of what stands', () => {
  const steps = fc.array(fc.record({ open: fc.boolean(), which: fc.nat(7), later: fc.bigInt(0n, 2n) }), {
    maxLength: 40,
  })
  fc.assert(
    fc.property(steps, (all) => {
      let licence = row
      let at = granted
      const standing: bigint[] = []
      for (const { open, which, later } of all) {
        at += later
        const voided = standing[which]
        if (open && standing.length < 8) {
          licence = opening(licence, at)
          standing.push(at)
        } else if (voided !== undefined) {
          licence = withoutOpening(licence, voided)
          standing.splice(which, 1)
        }
        expect(licence.viewsUsed).toBe(BigInt(standing.length))
        expect(licence.firstOpenedAt).toBe(standing[0] ?? null)
      }
    }),
    { numRuns: 2_000 },
  )
})

test('R44: where more stand than are remembered, the clock never goes back past one that stands', () => {
  let licence = row
  for (let second = 0n; second < 12n; second++) licence = opening(licence, granted + second)
  for (let second = 0n; second < 8n; second++) licence = withoutOpening(licence, granted + second)
  expect([licence.viewsUsed, licence.firstOpenedAt]).toEqual([4n, granted + 7n])
  for (let second = 8n; second < 12n; second++) licence = withoutOpening(licence, granted + second)
  expect([licence.viewsUsed, licence.firstOpenedAt]).toEqual([0n, null])
})

test('R44: of a licence that was opened before openings were remembered, the clock goes back with its last one', () => {
  const old = opening({ ...row, viewsUsed: 1n, firstOpenedAt: granted }, granted + 9n)
  const back = withoutOpening(old, granted + 9n)
  expect([back.viewsUsed, back.firstOpenedAt]).toEqual([1n, granted])
})
