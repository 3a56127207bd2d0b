import { describe, expect, it } from 'vitest'
import { Coalescer } from './coalescer.ts'
import { layoutsOf } from './table.ts'
import { by, newId, note, tables } from './testing/bank.ts'

type Batch = { readonly size: number; readonly next: () => void; readonly end: () => void }

function aCoalescer(inFlight: number, cap: number) {
  const batches: Batch[] = []
  const coalescer = new Coalescer({
    layouts: layoutsOf(tables),
    inFlight,
    cap,
    maxQueued: 100,
    run: (requests, next) => {
      const over = Promise.withResolvers<void>()
      batches.push({ size: requests.length, next, end: over.resolve })
      return over.promise
    },
  })
  const submit = (count: number) => {
    for (let i = 0; i < count; i++)
      void coalescer.submit(note, newId(), { key: newId(), owner: newId(), words: '' }, by).catch(() => undefined)
  }
  return { batches, submit, sizes: () => batches.map(({ size }) => size) }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('a coalescer', () => {
  it('runs what comes in one turn as one batch, at once while idle', async () => {
    const { submit, sizes } = aCoalescer(2, 10)
    submit(3)
    await turn()
    expect(sizes()).toEqual([3])
  })

  it('forms a second batch while one is under way only when it is full', async () => {
    const { batches, submit, sizes } = aCoalescer(2, 10)
    submit(1)
    await turn()
    submit(9)
    batches[0]?.next()
    await turn()
    expect(sizes()).toEqual([1])
    submit(4)
    await turn()
    expect(sizes()).toEqual([1, 10])
  })

  it('takes whatever waits once nothing is under way', async () => {
    const { batches, submit, sizes } = aCoalescer(2, 10)
    submit(1)
    await turn()
    submit(4)
    batches[0]?.end()
    await turn()
    expect(sizes()).toEqual([1, 4])
  })
})
