import { expect, test } from 'vitest'
import { caretAfter, grouped } from './voucher-code.ts'

test('a voucher’s number is grouped as it is printed, however it was typed or pasted', () => {
  expect(grouped('1234567890123456789012345')).toBe('12345-67890-12345-67890-12345')
  expect(grouped(' 12345 67890\u20131234\n')).toBe('12345-67890-1234')
  expect(grouped('12345')).toBe('12345')
  expect(grouped('12345678901234567890123459999')).toBe('12345-67890-12345-67890-12345')
  expect(grouped('')).toBe('')
})

test('the caret stays behind the digit that was typed', () => {
  expect(caretAfter('123456', 6)).toBe(7)
  expect(caretAfter('12345-6', 7)).toBe(7)
  expect(caretAfter('129345-678', 3)).toBe(3)
  expect(caretAfter('', 0)).toBe(0)
})
