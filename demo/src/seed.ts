import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'

/** What the provider put into an empty database for the demo. */
export type Seeded = {
  people: { name: string; email: string; password: string; about: string }[]
  vouchers: { code: string; amount: string; currency: string }[]
  vendors: { courier: VendorKeys; halfstep: VendorKeys }
}
export type VendorKeys = { apiKey: string; webhookSecret: string }

/**
 * Seeds, and keeps what came of it: the provider stores keys as hashes and shows them once, but the example vendors need
 * them at every start.
 *
 * @param seed Runs the provider's seed, which leaves a database that is seeded already as it is.
 */
export async function seededOnce(file: string, seed: () => Promise<string>): Promise<Seeded> {
  const output = await seed()
  const line = output.split('\n').findLast((each) => each.startsWith('{'))
  if (line !== undefined && line !== '{}') await writeFile(file, `${line}\n`, { mode: 0o600 })
  if (!existsSync(file)) {
    throw new Error(`the database is seeded, but ${file}, which holds the example vendors' keys, is missing`)
  }
  return JSON.parse(await readFile(file, 'utf8')) as Seeded
}
