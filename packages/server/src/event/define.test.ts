// What does not compile: each line below an expected error would be a hole. `npm test` checks types.
/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call -- what must not compile has no type */
import type { Decision, Draft, Id } from '@farthing/ledger'
import { done, facts, refused } from '@farthing/ledger'
import { expect, test } from 'vitest'
import { event, movement } from './define.ts'

type Given = { readonly payer: Id; readonly micros: string }
const meanings = { payer: 'who gives', micros: 'how much' }
const line = () => ({ kind: 'gift', title: 'A gift', vendor: null, purchase: null }) as const

const asked = event('gift.asked', facts<Given>(), { says: 'somebody asked', facts: meanings })
const given = movement('gift.given', facts<Given>(), {
  says: 'somebody gave',
  facts: meanings,
  history: { kinds: ['gift'], line },
})

test('an event has its name and its facts, and its type says how it is told', () => {
  expect(given.of({ payer: 'a', micros: '5' })).toEqual({ type: 'gift.given', facts: { payer: 'a', micros: '5' } })
  expect(given.history.kinds).toEqual(['gift'])
  expect(asked.says).toBe('somebody asked')
})

test('P9: types of events refuse what is not told, not meant or not recorded', () => {
  const wrong = [
    // @ts-expect-error -- a movement that no history tells
    () => movement('gift.untold', facts<Given>(), { says: 'somebody gave', facts: meanings }),
    // @ts-expect-error -- a fact whose meaning nobody wrote down
    () => event('gift.unsaid', facts<Given>(), { says: 'somebody asked', facts: { payer: 'who gives' } }),
    () =>
      movement('gift.odd', facts<Given>(), {
        says: 'somebody gave',
        facts: meanings,
        // @ts-expect-error -- a line of a kind that is not declared
        history: { kinds: ['funding'], line },
      }),
    // @ts-expect-error -- facts of another shape
    () => given.of({ payer: 'a', micros: 5n }),
    // @ts-expect-error -- a fact that is missing
    () => given.of({ payer: 'a' }),
    // @ts-expect-error -- what happened moves no money
    (draft: Draft) => draft.record(asked.of({ payer: 'a', micros: '5' })).post('a', 'b', 5n),
    // @ts-expect-error -- nothing moves without a movement
    (draft: Draft) => draft.post('a', 'b', 5n),
    (): Decision<{ code: string }> =>
      // @ts-expect-error -- a refusal moves nothing
      refused({ code: 'no' }, { events: [given.of({ payer: 'a', micros: '5' })] }),
  ]
  const right = [
    (draft: Draft) => draft.record(given.of({ payer: 'a', micros: '5' })).post('a', 'b', 5n),
    (): Decision<{ code: string }> => refused({ code: 'no' }, { events: [asked.of({ payer: 'a', micros: '5' })] }),
    (): Decision<string> => done('yes'),
  ]
  expect(wrong.length + right.length).toBe(11)
})
