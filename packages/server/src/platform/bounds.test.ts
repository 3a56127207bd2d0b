import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { defaultBounds } from './bounds.ts'

test('docs/settings.md lists how long each wait lasts', async () => {
  const page = await readFile(new URL('../../../../docs/settings.md', import.meta.url), 'utf8')
  const listed = [...page.matchAll(/^\| `([a-z][A-Za-z]+)` \| ([\d,]+) \|/gm)].map(
    ([, name = '', millis = '']) => [name, Number(millis.replaceAll(',', ''))] as const,
  )
  expect(Object.fromEntries(listed)).toEqual(defaultBounds)
})

test('T33: whoever waits has more time than what is waited for', () => {
  const { statement, reply, connect, answer, socket, queued, arrival } = defaultBounds
  const { ledgerStalled, ledgerReply, ledgerPatience, ledgerAnswer } = defaultBounds
  expect(statement).toBeLessThan(reply)
  expect(connect + reply).toBeLessThan(answer)
  expect(ledgerStalled).toBeLessThan(ledgerReply)
  expect(ledgerPatience).toBeLessThan(ledgerAnswer)
  expect(ledgerAnswer).toBeLessThan(answer)
  expect(Math.max(arrival, queued + answer)).toBeLessThan(socket)
})
