import type { Decider } from '@farthing/ledger'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { TestProvider } from '../testing.ts'
import { testProvider } from '../testing.ts'
import { submitDue } from './submit-due.ts'

let provider: TestProvider
beforeAll(async () => {
  provider = await testProvider()
})
afterAll(() => provider.close())

test('what was refused once does not stay refused: when it is found due again, it is ended', async () => {
  let isDue = false
  const end: Decider<null, string> = {
    name: 'test.end',
    decide: () => (isDue ? { kind: 'done', answer: 'ended' } : { kind: 'refused', answer: 'too soon' }),
  }
  const submit = () => submitDue(provider.deps, end, { parts: ['a hold', 7n], input: null, by: 'sweep' })
  expect(await submit()).toMatchObject({ kind: 'refused' })
  isDue = true
  expect(await submit()).toMatchObject({ kind: 'done', answer: 'ended' })
  expect(await Promise.all([submit(), submit()])).toMatchObject([{ kind: 'done' }, { kind: 'done' }])
  const log = await provider.deps.ledger.log({ after: 0n, limit: 10 })
  expect(log.map(({ kind, actor }) => [kind, actor])).toEqual([
    ['refused', { kind: 'provider', name: 'sweep' }],
    ['done', { kind: 'provider', name: 'sweep' }],
  ])
})
