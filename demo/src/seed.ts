/** What the provider's seed says is in the database, the same at every start. */
export type Seeded = {
  people: { name: string; email: string; password: string; about: string }[]
  vouchers: { code: string; amount: string; currency: string }[]
  vendors: Record<'courier' | 'halfstep', { apiKey: string }>
}

/** Reads the seed's one line of JSON from what it wrote. */
export function readSeeded(output: string): Seeded {
  const line = output.split('\n').findLast((each) => each.startsWith('{'))
  if (line === undefined) throw new Error(`the seed did not say what it made:\n${output}`)
  return JSON.parse(line) as Seeded
}
