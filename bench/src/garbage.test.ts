import { expect, test, vi } from 'vitest'
import { startCluster } from './cluster.ts'
import { httpSide } from './over-http.ts'
import { openVersion } from './side.ts'
import { traffic } from './traffic.ts'
import type { Sale } from './traffic.ts'

// A world of 10,000 payers is made first.
vi.setConfig({ testTimeout: 300_000 })

/** Figures of code that the compiler knows well: the least of several windows. */
const least = async (windows: number, one: () => Promise<{ garbageBytes: number }>): Promise<number> => {
  const found: number[] = []
  for (let i = 0; i < windows; i++) found.push((await one()).garbageBytes)
  return Math.min(...found)
}

test('a purchase in process leaves at most 68 kB of garbage, what stands in for PostgreSQL included', async () => {
  const version = await openVersion('map')
  try {
    expect(await least(5, () => version.window(256))).toBeLessThan(68_000)
  } finally {
    await version.close()
  }
})

test('a purchase over HTTP by a mandate leaves at most 150 kB of garbage in the server', async () => {
  const cluster = await startCluster()
  try {
    await cluster.createSide('ours')
    const next = traffic(1)
    const side = await httpSide(cluster, 'ledger', 'ours')
    const window = () => {
      const sales: Sale[] = Array.from({ length: 1_500 }, next)
      return side.measure('mandate', 64, Infinity, () => sales.pop())
    }
    expect(await least(4, window)).toBeLessThan(150_000)
    await side.close()
  } finally {
    await cluster.close()
  }
})
