import { expect, test } from 'vitest'
import { caretAfter, grouped } from './voucher-code.ts'

test('a voucher’s number is grouped however it was typed or pasted', () => {
  expect(grouped('1234567890')).toBe('1234 5678 90')
  expect(grouped('1234-5678 90\n')).toBe('1234 5678 90')
  expect(grouped('12345678')).toBe('1234 5678')
  expect(grouped('wren-4417')).toBe('WREN 4417')
  expect(grouped('')).toBe('')
})

test('the caret stays behind the sign that was typed', () => {
  expect(caretAfter('12345', 5)).toBe(6)
  expect(caretAfter('1234 5', 6)).toBe(6)
  expect(caretAfter('12934 5678', 3)).toBe(3)
  expect(caretAfter('', 0)).toBe(0)
})
