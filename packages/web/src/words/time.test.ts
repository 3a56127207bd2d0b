import '../../test/english.ts'
import { expect, test } from 'vitest'
import { agoText, dayTitle, fullText, leftText, renewText, untilText, zoneText } from './time.ts'

const here = { zone: 'Europe/London', now: new Date('2026-11-24T10:43:00Z') }

test('days are those of the account’s time zone, not of UTC', () => {
  const tokyo = { zone: 'Asia/Tokyo', now: new Date('2026-11-24T10:43:00Z') }
  expect(dayTitle('2026-11-23T23:30:00Z', here)).toBe('Yesterday')
  expect(dayTitle('2026-11-23T23:30:00Z', tokyo)).toBe('Today')
  expect(dayTitle('2026-11-22T09:00:00Z', here)).toBe('Sunday, 22 November')
  expect(dayTitle('2025-11-22T09:00:00Z', here)).toBe('Saturday, 22 November 2025')
})

test('times are as short as they can be and no shorter', () => {
  expect(agoText('2026-11-24T10:42:00Z', here)).toBe('today 10:42')
  expect(agoText('2026-11-21T10:42:00Z', here)).toBe('Saturday')
  expect(agoText('2026-11-02T10:42:00Z', here)).toBe('2 November')
  expect(untilText('2026-11-26T18:00:00Z', here)).toBe('Thursday, 18:00')
  expect(untilText('2026-12-24T18:00:00Z', here)).toBe('24 December')
  expect(fullText('2026-07-24T10:42:00Z', here.zone)).toBe('24 July 2026, 11:42')
})

test('when a limit begins anew is said in the account’s zone', () => {
  expect(renewText('2026-11-25T00:00:00Z', here)).toBe('tomorrow, 00:00')
  expect(renewText('2026-11-30T00:00:00Z', here)).toBe('on Monday, 00:00')
  expect(renewText('2026-12-01T00:00:00Z', here)).toBe('on 1 December, 00:00')
  expect(renewText('2026-11-24T15:00:00Z', { ...here, zone: 'Asia/Tokyo' })).toBe('tomorrow, 00:00')
  expect(zoneText('America/New_York')).toBe('America/New York')
})

test('what is left is never said longer than it is', () => {
  expect(leftText('2026-12-24T10:44:00Z', here.now)).toBe('30 days left')
  expect(leftText('2026-11-24T13:50:00Z', here.now)).toBe('3 hours left')
  expect(leftText('2026-11-24T10:43:30Z', here.now)).toBe('1 minute left')
  expect(leftText('2026-11-24T10:42:00Z', here.now)).toBe('ended')
})
