import { readFile, writeFile } from 'node:fs/promises'
import openapiTS, { astToString } from 'openapi-typescript'

const source = new URL('../../server/openapi.json', import.meta.url)
const target = new URL('../src/openapi.gen.ts', import.meta.url)

type Document = {
  paths: Record<string, unknown>
  components: Record<string, Record<string, unknown>>
  webhooks?: unknown
}

/** The types of what vendors may call, and of nothing else: `/v1` and the schemas that it names. */
export async function vendorTypes(): Promise<string> {
  const document: Document = JSON.parse(await readFile(source, 'utf8'))
  const paths = Object.fromEntries(Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/')))
  const schemas = namedBy({ paths, webhooks: document.webhooks }, document.components['schemas'] ?? {})
  const vendor = { ...document, paths, components: { ...document.components, schemas } }
  // A field with a default may be left out of a request.
  const types = astToString(await openapiTS(JSON.stringify(vendor), { defaultNonNullable: false }))
  return `// Made by \`npm run build:types\` from the provider's OpenAPI document; a test holds it current.\n\n${types}`
}

function namedBy(roots: unknown, schemas: Record<string, unknown>): Record<string, unknown> {
  const named: Record<string, unknown> = {}
  const waiting = [roots]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    for (const [, name = ''] of JSON.stringify(next).matchAll(/#\/components\/schemas\/(\w+)/g)) {
      if (name in named || schemas[name] === undefined) continue
      named[name] = schemas[name]
      waiting.push(schemas[name])
    }
  }
  return Object.fromEntries(Object.entries(named).sort(([left], [right]) => left.localeCompare(right)))
}

if (import.meta.main) await writeFile(target, await vendorTypes())
