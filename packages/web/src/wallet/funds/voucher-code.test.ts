import { expect, test } from 'vitest'
import { caretAfter, grouped } from './voucher-code.ts'

test('a voucher’s number is grouped as it is printed, however it was typed or pasted', () => {
  expect(grouped('1234567890123456789012345')).toBe('12345-67890-12345-67890-12345')
  expect(grouped(' 12345 67890-1234\n')).toBe('12345-67890-1234')
  expect(grouped('12345')).toBe('12345')
  expect(grouped('12345678901234567890123459999')).toBe('12345-67890-12345-67890-12345')
  expect(grouped('')).toBe('')
})

test('what is no plain number is left for the server to read, and so is the caret in it', () => {
  for (const pasted of ['\u200e1234567890', '\uff11\uff12\uff13\uff14\uff15\uff16', '12345\u201367890', '٠١٢٣٤٥٦']) {
    expect(grouped(pasted)).toBe(pasted)
    expect(caretAfter(pasted, 7)).toBe(7)
  }
})

test('the caret stays behind the digit that was typed', () => {
  expect(caretAfter('123456', 6)).toBe(7)
  expect(caretAfter('12345-6', 7)).toBe(7)
  expect(caretAfter('129345-678', 3)).toBe(3)
  expect(caretAfter('', 0)).toBe(0)
})
