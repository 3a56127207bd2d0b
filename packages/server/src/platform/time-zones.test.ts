import { expect, test } from 'vitest'
import { isTimeZone } from './clock.ts'
import { timeZones } from './time-zones.ts'

test.each(['UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kolkata', 'Asia/Calcutta', 'Etc/GMT+5'])(
  '%s is a zone',
  (zone) => {
    expect(isTimeZone(zone)).toBe(true)
  },
)

test.each(['', 'Mars/Olympus', '+05:30', '-01:00', '+05', 'Europe/Berlin ', 'Europe/Ber\u0000lin', '../UTC', '🐦'])(
  '%j is none',
  (zone) => {
    expect(isTimeZone(zone)).toBe(false)
  },
)

test('what people choose from begins with UTC, has each once, and all of it is taken', () => {
  expect(timeZones[0]).toBe('UTC')
  expect(new Set(timeZones).size).toBe(timeZones.length)
  expect(timeZones).toEqual(expect.arrayContaining(['Europe/Berlin', 'America/New_York', 'Africa/Nairobi']))
  expect(timeZones.filter((zone) => !isTimeZone(zone))).toEqual([])
})
