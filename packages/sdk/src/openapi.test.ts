import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { vendorTypes } from '../scripts/types.ts'

it('the types are current with the provider’s OpenAPI document; if not, npm run build:types -w @farthing/sdk', async () => {
  expect(await readFile(new URL('./openapi.gen.ts', import.meta.url), 'utf8')).toBe(await vendorTypes())
}, 60_000)
