import type { DemoSeed } from '@farthing/server'

/** Reads the seed's one line of JSON from what it wrote. */
export function readSeeded(output: string): DemoSeed {
  const line = output.split('\n').findLast((each) => each.startsWith('{'))
  if (line === undefined) throw new Error(`the seed did not say what it made:\n${output}`)
  return JSON.parse(line) as DemoSeed
}
