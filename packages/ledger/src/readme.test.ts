import { readFile, rm, writeFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

it('runs the example that README shows', async () => {
  const readme = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const example = /```ts\n([\s\S]*?)```/.exec(readme)?.[1]
  if (example === undefined) throw new Error('README has no example')
  const file = new URL(`./readme-example-${process.pid}.ts`, import.meta.url)
  await writeFile(file, example.replaceAll('@farthing/ledger', './index.ts'))
  try {
    const { bought, again, tooPoor } = (await import(file.href)) as Record<string, unknown>
    expect(bought).toMatchObject({ kind: 'done', seq: 2n, answer: { seat: '2' } })
    expect(again).toEqual(bought)
    expect(tooPoor).toMatchObject({ kind: 'refused', answer: { code: 'insufficient_funds' } })
  } finally {
    await rm(file)
  }
})
