import { readFile, writeFile } from 'node:fs/promises'
import { openApiCopy, openApiFile } from '../openapi-copy.ts'

// Holds the copy of the OpenAPI document current: says whether it is, or writes it with --write. Needs no database.

const current = await openApiCopy()
if (process.argv.includes('--write')) await writeFile(openApiFile, current)
else if ((await readFile(openApiFile, 'utf8').catch(() => '')) !== current) {
  console.error('packages/server/openapi.json is not current: run `npm run openapi`')
  process.exitCode = 1
}
