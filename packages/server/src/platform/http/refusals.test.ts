import { expect, test } from 'vitest'
import { rooms } from '../../rooms.ts'
import { problemsOf } from '../room.ts'
import { codesOf } from './problems.ts'
import type { Refusal } from './refusals.ts'
import { problemOf } from './submit.ts'

const problems = problemsOf(rooms)
const everyFact = [...new Set(Object.values(problems).flatMap(({ facts = {} }) => Object.keys(facts)))]
const factsFor = (reader: 'payer' | 'vendor', refusal: Refusal) => problemOf(refusal, reader).factsIn(problems)

/** What no vendor learns: what a payer holds, lacks or allows. */
const ofThePayer: readonly string[] = [
  'insufficient_funds.short',
  'insufficient_funds.currency',
  'limit_exceeded.limit',
  'limit_exceeded.period',
  'limit_exceeded.left',
  'limit_exceeded.over',
  'limit_exceeded.passes_at',
  'mandate_exceeded.left',
]

test.each(codesOf(problems))(
  'T14: of %s each reader is told the facts declared for them, and nothing else of the log',
  (code) => {
    // As the log may hold it: every fact of every code, and an account that is nobody's business.
    const logged = { code, ...Object.fromEntries(everyFact.map((fact) => [fact, `secret ${fact}`])), payer: 'secret' }
    for (const reader of ['payer', 'vendor'] as const) {
      const told = Object.keys(factsFor(reader, logged as Refusal))
      const expected = Object.entries(problems[code].facts ?? {}).filter(([, who]) => who === reader || who === 'both')
      expect(told).toEqual(expected.map(([fact]) => fact))
      if (reader === 'vendor')
        expect(told.map((fact) => `${code}.${fact}`).filter((each) => ofThePayer.includes(each))).toEqual([])
    }
    expect(problemOf(logged as Refusal).factsIn(problems)).toEqual({}) // A reader that nobody named is told nothing.
  },
)

test('T14: a fact that is absent is not told as anything', () => {
  expect(factsFor('vendor', { code: 'order_reference_used' })).toEqual({})
  expect(factsFor('payer', { code: 'insufficient_funds', short: '1' })).toEqual({ short: '1' })
})

test('T14: a fact whose readers nobody declared, for this very code, does not compile', () => {
  // @ts-expect-error Nobody declared it.
  const undeclared: Refusal = { code: 'insufficient_funds', balance: '5' }
  // @ts-expect-error It belongs to another code.
  const ofAnother: Refusal = { code: 'vendor_suspended', left: '5' }
  expect([factsFor('vendor', undeclared), factsFor('payer', ofAnother)]).toEqual([{}, {}])
})
