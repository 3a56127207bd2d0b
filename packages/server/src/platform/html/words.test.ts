import { describe, expect, test } from 'vitest'
import {
  columnFigure,
  dayInWords,
  fractionClass,
  leftInWords,
  momentInWords,
  moneyText,
  onDayInWords,
  sayIn,
  timeInWords,
  tokensAndMoney,
  tokensText,
} from './index.ts'

const t = sayIn('en')
const at = (text: string): bigint => BigInt(Date.parse(text)) * 1_000n

describe('money', () => {
  test('tokens first, money beside it', () => {
    expect(tokensAndMoney(t, 25_000n, 'USD').toString()).toBe(
      '<span class="amt"><strong>2.5 tokens</strong> <span class="dim">· $0.025</span></span>',
    )
  })

  test.each([
    [120_000n, 'USD', '12 tokens', '$0.12'],
    [10_000n, 'USD', '1 token', '$0.01'],
    [1n, 'USD', '0.0001 tokens', '$0.000001'],
    [6_400_000n, 'EUR', '640 tokens', '€6.40'],
    [10_000_000n, 'GBP', '1,000 tokens', '£10'],
    [-12_775_000n, 'USD', '−1,277.5 tokens', '−$12.775'],
    [10_000_000n, 'USD', '1,000 tokens', '$10'],
    [12_000_000n, 'JPY', '12 tokens', '¥12'],
    [1_500_000n, 'JPY', '1.5 tokens', '¥1.5'],
    [1_234_567_890_123_456n, 'USD', '123,456,789,012.3456 tokens', '$1,234,567,890.123456'],
  ] as const)('%s of %s is %s and %s, exact', (micros, currency, tokens, money) => {
    expect(tokensText(t, micros, currency)).toBe(tokens)
    expect(moneyText(t, micros, currency)).toBe(money)
  })

  test('a column fits its longest fraction and marks align', () => {
    expect(columnFigure(t, 12_775_000n, 'USD').toString()).toBe('<span class="amt">1,277<i>.5</i></span>')
    expect(columnFigure(t, 120_000n, 'USD').toString()).toBe('<span class="amt">12<i></i></span>')
    expect(fractionClass([120_000n, 70_025n], 'USD')).toBe('amts frac-4')
    expect(fractionClass([120_000n], 'USD')).toBe('amts frac-0')
  })
})

describe('dates in the payer’s time zone', () => {
  const now = at('2026-11-24T10:57:00Z')

  test.each([
    ['2026-11-24T11:12:00Z', 'Europe/London', '11:12'],
    ['2026-11-24T11:12:00Z', 'Europe/Vienna', '12:12'],
    ['2026-11-24T23:30:00Z', 'Europe/Vienna', 'tomorrow, 00:30'],
    ['2026-11-24T11:12:00Z', 'Asia/Kolkata', '16:42'],
    ['2026-11-23T10:00:00Z', 'UTC', 'yesterday, 10:00'],
    ['2026-11-27T18:00:00Z', 'UTC', 'Friday, 18:00'],
    ['2026-12-01T18:00:00Z', 'UTC', '1 December, 18:00'],
    ['2027-01-10T18:00:00Z', 'UTC', '10 January 2027, 18:00'],
    ['2026-11-25T10:00:00Z', 'Pacific/Kiritimati', 'tomorrow, 00:00'],
  ])('%s in %s is %s', (instant, zone, words) => {
    expect(momentInWords(t, at(instant), now, zone)).toBe(words)
  })

  test('days across the change to winter time are counted by the calendar', () => {
    const late = at('2026-10-24T22:30:00Z') // 00:30 on the 25th in Berlin, a day of 25 hours.
    expect(dayInWords(t, at('2026-10-25T22:59:00Z'), late, 'Europe/Berlin')).toBe('today')
    expect(dayInWords(t, at('2026-10-25T23:01:00Z'), late, 'Europe/Berlin')).toBe('tomorrow')
    expect(timeInWords(t, at('2026-10-25T00:30:00Z'), 'Europe/Berlin')).toBe('02:30')
    expect(timeInWords(t, at('2026-10-25T01:30:00Z'), 'Europe/Berlin')).toBe('02:30')
  })

  test('says on before a date, not before today', () => {
    expect(onDayInWords(t, at('2026-11-17T10:00:00Z'), now, 'UTC')).toBe('on 17 November')
    expect(onDayInWords(t, now, now, 'UTC')).toBe('today')
  })

  test.each([
    ['2026-11-24T10:57:59Z', 'less than a minute'],
    ['2026-11-24T10:58:00Z', '1 minute'],
    ['2026-11-24T11:12:00Z', '15 minutes'],
    ['2026-11-24T13:57:00Z', '3 hours'],
    ['2026-11-27T10:57:00Z', '3 days'],
  ])('until %s is %s', (instant, words) => {
    expect(leftInWords(t, at(instant), now)).toBe(words)
  })
})
