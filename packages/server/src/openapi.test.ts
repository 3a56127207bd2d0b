import { readFile } from 'node:fs/promises'
import { createConfig, lintFromString } from '@redocly/openapi-core'
import { expect, test } from 'vitest'
import { openApiCopy, openApiFile } from './openapi-copy.ts'
import { withNamedSchemas } from './platform/http/openapi.ts'

test('the copy of the OpenAPI document is current: `npm run openapi` writes it', async () => {
  expect(await readFile(openApiFile, 'utf8')).toBe(await openApiCopy())
})

test('every operation has a name of its own, a summary, a tag and its answers', async () => {
  const { paths } = JSON.parse(await openApiCopy()) as {
    paths: Record<
      string,
      Record<string, { operationId?: string; summary?: string; tags?: string[]; responses: Record<string, unknown> }>
    >
  }
  const operations = Object.values(paths).flatMap((path) => Object.values(path))
  const names = operations.map(({ operationId }) => operationId)
  expect(names).not.toContain(undefined)
  expect(new Set(names).size).toBe(names.length)
  for (const { operationId, summary, tags, responses } of operations) {
    expect([operationId, typeof summary, tags?.length, Object.keys(responses).length > 1]).toEqual([
      operationId,
      'string',
      1,
      true,
    ])
  }
})

test('a linter of others finds nothing to object to', { timeout: 60_000 }, async () => {
  // The copy names the server of development, which stands on this very machine.
  const config = await createConfig({ extends: ['recommended-strict'], rules: { 'no-server-example.com': 'off' } })
  const found = await lintFromString({ source: await openApiCopy(), absoluteRef: openApiFile.pathname, config })
  expect(found.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer ?? ''}`)).toEqual(
    [],
  )
})

test('a title names one schema only', () => {
  const schema = (type: string) => ({ get: { schema: { title: 'Money', type } } })
  const document = { components: {}, paths: { a: schema('object'), b: schema('object') } }
  expect(withNamedSchemas(document)).toEqual({
    components: { schemas: { Money: { title: 'Money', type: 'object' } } },
    paths: {
      a: { get: { schema: { $ref: '#/components/schemas/Money' } } },
      b: { get: { schema: { $ref: '#/components/schemas/Money' } } },
    },
  })
  expect(() => withNamedSchemas({ components: {}, paths: { a: schema('object'), b: schema('string') } })).toThrow(
    'Money',
  )
})
