import { isDeepStrictEqual } from 'node:util'
import swagger from '@fastify/swagger'
import { currencies, currencyCodes } from '../currencies.ts'
import type { TSchema } from 'typebox'
import type { Deps } from '../deps.ts'
import type { ProblemCode } from '../room-claims.ts'
import { describeOperations, refusalsKey } from './described.ts'
import type { App } from './routing.ts'
import { codesOf } from './problems.ts'
import { everyCode, problemSchema, refusalsOf } from './schemas.ts'

type Node = { [key: string]: unknown }
export type OpenApiDocument = Node & { paths: Node; components: { schemas?: Node; responses?: Node; headers?: Node } }

declare module 'fastify' {
  interface FastifyInstance {
    /** The whole OpenAPI 3.1 document; complete once the app is ready. */
    openApi(): OpenApiDocument
  }
}

/**
 * Describes all routes that follow. Schemas with a title become named ones, each written once.
 *
 * @param problemMembers What problems may carry beside the members of RFC 9457.
 * @throws Error Once a route is added whose operation id another has.
 */
export async function addOpenApi(
  app: App,
  deps: Deps,
  problemMembers: Readonly<Record<string, TSchema>>,
): Promise<void> {
  refuseDoubleIds(app)
  await app.register(swagger, {
    transform: ({ schema, url }) => ({
      schema: { ...schema, [refusalsKey]: refusalsOf(schema.response) },
      url,
    }),
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Farthing',
        version: '1',
        description: [
          'Micropayments: request a purchase, let the payer approve it, and learn what became of it.',
          'Texts of a request are UTF-8, and `x-text` says how each is read. `line`: one line that people see, put into NFC, no spaces around; `lines`: several; `name`: what you find your own by, as a line, but spaces around it are refused; `given`: told back as it came. All four refuse controls, characters that are drawn as nothing or turn the direction of writing, and what stands for damage.',
          'A secret key has a mode, live or test: what is of the other mode is not there.',
        ].join('\n\n'),
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: deps.config.publicUrl }],
      tags: [
        { name: 'vendor', description: 'For vendors’ servers, with a secret key.' },
        { name: 'wallet', description: 'For the payer’s wallet, with a session.' },
        { name: 'console', description: 'For the vendor console, with a session.' },
        { name: 'desk', description: 'For the provider’s own people, with a session of the desk.' },
      ],
      components: {
        securitySchemes: {
          secretKey: { type: 'http', scheme: 'bearer', description: '`sk_test_…` or `sk_live_…`' },
          session: { type: 'apiKey', in: 'cookie', name: '__Host-farthing' },
          desk: { type: 'apiKey', in: 'cookie', name: '__Host-farthing-desk' },
        },
      },
    },
  })
  let document: OpenApiDocument | undefined
  app.decorate('openApi', () => {
    document ??= written(app.swagger() as unknown as OpenApiDocument, deps, problemMembers)
    return document
  })
  app.get('/openapi.json', { schema: { hide: true } }, (_request, reply) => {
    reply.header('cache-control', 'public, max-age=60').header('access-control-allow-origin', '*')
    return app.openApi()
  })
}

function refuseDoubleIds(app: App): void {
  const known = new Map<string, string>()
  app.addHook('onRoute', ({ method, url, schema }) => {
    const id = (schema as { readonly operationId?: string } | undefined)?.operationId
    if (id === undefined || method === 'HEAD') return // Fastify answers HEAD for each GET.
    const place = `${String(method)} ${url}`
    const other = known.get(id)
    if (other !== undefined) throw new Error(`${other} and ${place} both claim the operation id ${id}`)
    known.set(id, place)
  })
}

// In an order that does not depend on the order of rooms.
function written(
  document: OpenApiDocument,
  { problems }: Deps,
  problemMembers: Readonly<Record<string, TSchema>>,
): OpenApiDocument {
  const codes = codesOf(problems)
  const { paths, components } = describeOperations(sorted(document.paths) as Record<string, Node>, problems)
  const named = withNamedSchemas({ ...document, paths: withEveryCode(paths, codes) as Node })
  const schemas = sorted({ ...named.components.schemas, Problem: problemSchema(codes, problemMembers) })
  return {
    ...named,
    'x-currencies': knownCurrencies(),
    components: { ...named.components, ...components, responses: sorted(components.responses), schemas },
  }
}

/** What clients must know of each currency to write an amount as people read it. */
const knownCurrencies = (): Node =>
  Object.fromEntries(
    currencyCodes.map((code) => {
      const { digits, symbol, name } = currencies[code]
      return [code, { digits, symbol, name }]
    }),
  )

const sorted = (node: Node): Node =>
  Object.fromEntries(Object.entries(node).sort(([one], [other]) => (one < other ? -1 : 1)))

/** Writes all codes where a schema stands for any of them. */
function withEveryCode(value: unknown, codes: readonly ProblemCode[]): unknown {
  if (Array.isArray(value)) return value.map((each) => withEveryCode(each, codes))
  if (typeof value !== 'object' || value === null) return value
  const { [everyCode]: any, ...node } = value as Node
  return Object.fromEntries([
    ...Object.entries(node).map(([key, each]) => [key, withEveryCode(each, codes)] as const),
    ...(any === true ? [['enum', codes] as const] : []),
  ])
}

/** A choice of words is an enum, not a union of constants: generated clients read better. */
function asEnum(node: Node): Node {
  const { anyOf, ...rest } = node
  if (!Array.isArray(anyOf)) return node
  const words = (anyOf as Node[]).flatMap((each) => {
    const word =
      each['const'] ??
      (Array.isArray(each['enum']) && each['enum'].length === 1 ? (each['enum'][0] as unknown) : undefined)
    return typeof word === 'string' ? [word] : []
  })
  return words.length > 1 && words.length === anyOf.length ? { ...rest, type: 'string', enum: words } : node
}

/** Moves every schema with a title such as `Purchase` to the components and leaves a reference. */
export function withNamedSchemas(document: OpenApiDocument): OpenApiDocument {
  const schemas: Node = {}
  const walk = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(walk)
    if (typeof value !== 'object' || value === null) return value
    const node = asEnum(Object.fromEntries(Object.entries(value).map(([key, each]) => [key, walk(each)])))
    const { title } = node
    const isNamed = typeof title === 'string' && /^[A-Z][A-Za-z]+$/.test(title) && ('type' in node || 'anyOf' in node)
    if (!isNamed) return node
    const known = schemas[title]
    if (known !== undefined && !isDeepStrictEqual(known, node)) throw new Error(`two schemas have the title ${title}`)
    schemas[title] = node
    return { $ref: `#/components/schemas/${title}` }
  }
  const paths = walk(document.paths) as Node
  return { ...document, paths, components: { ...document.components, schemas: sorted(schemas) } }
}
