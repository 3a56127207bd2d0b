// When something is due, and when it is tried again. No I/O.
import type { Instant } from '@farthing/ledger'
import { dayAfter, dayOf, daysInMonth, isTimeZone, timeOn, weekdayOf } from '../calendar.ts'
import { seconds } from '../clock.ts'

/** The instants at which something is due. */
export type Rule = {
  /** As operators read it: `every minute`, `at 02:00 in Europe/Berlin`. A rule with other words is another rule. */
  readonly words: string
  /** The first due instant after `at`. Pure, and for a later `at` never an earlier one. */
  after(at: Instant): Instant
}

/** Every so many seconds, counted from 1970, so that all servers mean the same instants. */
export function every(count: number): Rule {
  const period = seconds(count)
  if (period <= 0n) throw new Error('a period is a whole number of seconds above 0')
  return { words: `every ${paceOf(count)}`, after: (at) => (at / period + 1n) * period }
}

function paceOf(count: number): string {
  const [name, length] = count % 3600 === 0 ? ['hour', 3600] : count % 60 === 0 ? ['minute', 60] : ['second', 1]
  return count === length ? name : `${count / length} ${name}s`
}

export type LocalTime = {
  /** Local time, `HH:MM`. Where clocks skip it, as much later; where they show it twice, the first. */
  readonly time: string
  /** IANA name of the zone whose clocks count. */
  readonly zone: string
  /** 1 is Monday, 7 Sunday. Left out: each of them. */
  readonly weekday?: number
  /** 1 to 31; in a shorter month its last day. Left out: each of them. */
  readonly dayOfMonth?: number
}

/** Once on each day, or on each day of those that are named, at a local time. @throws Error For what is no time or zone. */
export function atLocalTime({ time, zone, weekday, dayOfMonth }: LocalTime): Rule {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new Error(`${time} is no time of day, such as 02:00`)
  if (!isTimeZone(zone)) throw new Error(`${zone} is no time zone`)
  demandWithin('weekday', weekday, 7)
  demandWithin('dayOfMonth', dayOfMonth, 31)
  const isMeant = (day: string): boolean =>
    (weekday === undefined || weekdayOf(day) === weekday) &&
    (dayOfMonth === undefined || dayNumber(day) === Math.min(dayOfMonth, daysInMonth(day)))
  const days = [
    ...(weekday === undefined ? [] : [`on weekday ${weekday}`]),
    ...(dayOfMonth === undefined ? [] : [`on day ${dayOfMonth} of the month`]),
  ]
  return {
    words: [`at ${time} in ${zone}`, ...days].join(' '),
    after(at) {
      // From the day before: where clocks skip a time at the end of a day, it comes in the next.
      for (let day = dayAfter(dayOf(at, zone), -1); ; day = dayAfter(day, 1)) {
        const due = isMeant(day) ? timeOn(day, time, zone) : at
        if (due > at) return due
      }
    },
  }
}

function demandWithin(name: string, value: number | undefined, max: number): void {
  if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= max))
    throw new Error(`${name} is a whole number from 1 to ${max}`)
}

const dayNumber = (day: string): number => Number(day.slice(8))

/** The latest due instant that is not after `now`. @param due One that is not after `now`. */
export function latestDue(rule: Rule, due: Instant, now: Instant): Instant {
  let [latest, notYet] = [due, now]
  while (notYet - latest > 0n) {
    const middle = (latest + notYet) / 2n
    const next = rule.after(middle)
    if (next <= now) latest = next
    else if (middle === latest) return latest
    else notYet = middle
  }
  return latest
}

/** How long to wait after so many failures in a row, in micro-seconds: 5 seconds, twice as long each time, up to a limit. */
export const pauseAfter = (failures: number, maxSeconds: number): bigint =>
  seconds(Math.min(5 * 2 ** Math.min(failures - 1, 30), maxSeconds))

/** How late a schedule may be before somebody is told: its pace, and a minute at least. */
export function isLate(rule: Rule, due: Instant, now: Instant): boolean {
  const pace = rule.after(due) - due
  return now - due > (pace > seconds(60) ? pace : seconds(60))
}
