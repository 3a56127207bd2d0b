import '../../test/english.ts'
import { expect, test } from 'vitest'
import { asProblem } from '../api/problem.ts'
import { sentText, troubleWords } from './trouble.ts'

const problem = (code: string, detail = '') => ({ code, title: 'The request is not valid', detail })

test('a refusal says what happened, what did not happen to the money, and what to do now', () => {
  expect(sentText(problem('voucher_used'), 'Nothing was added.')).toBe(
    'This voucher was used before. Nothing was added. If you did not use it, ask whoever gave it to you.',
  )
})

test('where no answer came nothing is promised, for it may have gone through', () => {
  expect(sentText(asProblem(new TypeError('Failed to fetch')), 'Nothing was added.')).toBe(
    'The provider did not answer. It may have gone through; sent again, it counts once. Check the connection, then try again.',
  )
  expect(sentText(problem('internal'), 'Nothing was added.')).not.toContain('Nothing was added')
})

test('a code without words of ours speaks with the provider’s, once', () => {
  const own = problem('url_not_registered', 'Give an https address. Nothing was registered.')
  expect(sentText(own, 'No site was added.')).toBe(
    'The request is not valid. Give an https address. Nothing was registered.',
  )
  expect(troubleWords(problem('new_code')).happened).toBe('The request is not valid.')
})
