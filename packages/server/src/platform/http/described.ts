// What the OpenAPI document says of every operation beside what its route says: headers, and why it may refuse.
import type { ProblemCode, Problems } from './problems.ts'

type Node = { readonly [key: string]: unknown }
type Parameter = { readonly in: string; readonly name: string }
type Operation = Node & {
  readonly operationId?: string
  readonly security?: readonly Node[]
  readonly requestBody?: Node
  readonly parameters?: readonly Parameter[]
  readonly responses: Readonly<Record<string, Node>>
}
type Components = { readonly responses: Record<string, Node>; readonly headers: Node }

/** Where the routes' own refusals stand until they are described. */
export const refusalsKey = 'x-refusals'

const header = (description: string, type: 'string' | 'integer' = 'string', rest: Node = {}) => ({
  description,
  schema: { type, ...rest },
})
const headers = {
  'Request-Id': header('Names this request when you ask us about it.'),
  RateLimit: header('What is left: draft-ietf-httpapi-ratelimit-headers-11. Absent where nothing is limited.'),
  'RateLimit-Policy': header('The quota: draft-ietf-httpapi-ratelimit-headers-11. Absent where nothing is limited.'),
  'Retry-After': header('Seconds to wait before the next try.', 'integer', { minimum: 0 }),
  'WWW-Authenticate': header('How to show who you are: `Bearer` with a key (RFC 6750), `Cookie` by signing in.'),
  'Content-Disposition': header('A file name to keep it under.'),
}
type Header = keyof typeof headers
const onEveryAnswer: readonly Header[] = ['Request-Id', 'RateLimit', 'RateLimit-Policy']
const headersOf = (names: readonly Header[]) =>
  Object.fromEntries([...onEveryAnswer, ...names].map((name) => [name, { $ref: `#/components/headers/${name}` }]))

/** Says of every operation what it answers, each refusal by its codes. */
export function describeOperations(
  paths: Readonly<Record<string, Node>>,
  problems: Problems,
): {
  readonly paths: Node
  readonly components: Components
} {
  const components: Components = { responses: {}, headers }
  const described = Object.entries(paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => [
        method,
        describe(method, operation as Operation, components, problems),
      ]),
    ),
  ])
  return { paths: Object.fromEntries(described) as Node, components }
}

function describe(
  method: string,
  { [refusalsKey]: own = [], ...operation }: Operation,
  { responses }: Components,
  problems: Problems,
) {
  const changes = method !== 'get'
  const codes = [...new Set([...commonRefusals(changes, operation), ...(own as ProblemCode[])])]
  const good = Object.entries(operation.responses).map(([status, response]) => [status, described(status, response)])
  const statuses = [...new Set(codes.map((code) => problems[code].status))].sort((one, other) => one - other)
  const refused = statuses.map((status) => {
    const ofStatus = codes.filter((code) => problems[code].status === status).sort()
    const response = problemResponse(status, ofStatus, problems)
    if (ofStatus.length > 2) return [status, response]
    // What many operations say is said once.
    const name = ofStatus.map(pascalCase).join('Or')
    responses[name] = response
    return [status, { $ref: `#/components/responses/${name}` }]
  })
  return {
    ...operation,
    ...(operation.parameters && { parameters: operation.parameters.map(asNeeded) }),
    responses: Object.fromEntries([...good, ...refused]) as Node,
  }
}

/** Why a route may refuse whatever it is for. */
function commonRefusals(changes: boolean, { security = [], requestBody, parameters = [] }: Operation): ProblemCode[] {
  const has = (where: string) => parameters.some((parameter) => parameter.in === where)
  const bySession = security.some((scheme) => 'session' in scheme || 'desk' in scheme)
  const byKey = security.some((scheme) => 'secretKey' in scheme)
  const atDesk = security.some((scheme) => 'desk' in scheme)
  const attempted = JSON.stringify(requestBody ?? {}).includes('"attempt"')
  return [
    ...(byKey ? ['unauthorized' as const] : []),
    ...(bySession ? ['signed_out' as const] : []),
    ...(atDesk ? ['not_permitted' as const] : []),
    ...(bySession && changes ? ['wrong_origin' as const] : []),
    ...(has('path') ? ['not_found' as const] : []),
    ...(has('query') || requestBody !== undefined ? ['invalid_request' as const] : []),
    ...(changes ? (['malformed_body', 'body_too_large', 'unsupported_media_type', 'outcome_unknown'] as const) : []),
    ...(has('header') ? (['idempotency_key_missing', 'idempotency_key_reused'] as const) : []),
    ...(attempted ? ['conflict' as const] : []),
    'quota_exceeded',
    'internal',
    'overloaded',
  ]
}

const words: Readonly<Record<string, string>> = { '200': 'Done.', '201': 'Made.' }

function described(status: string, response: Node): Node {
  const { content } = response
  const isFile = typeof content === 'object' && content !== null && !('application/json' in content)
  return {
    ...response,
    description: response['description'] === 'Default Response' ? words[status] : response['description'],
    headers: headersOf(isFile ? ['Content-Disposition'] : []),
  }
}

function problemResponse(status: number, codes: readonly ProblemCode[], problems: Problems): Node {
  return {
    description: codes.map((code) => `\`${code}\`: ${problems[code].title}.`).join('\n'),
    headers: headersOf([
      ...(status === 429 || status === 503 ? ['Retry-After' as const] : []),
      ...(status === 401 ? ['WWW-Authenticate' as const] : []),
    ]),
    content: {
      'application/problem+json': {
        schema: {
          allOf: [
            { $ref: '#/components/schemas/Problem' },
            { type: 'object', properties: { code: { type: 'string', enum: codes } } },
          ],
        },
      },
    },
  }
}

/** Absence of the key has a code of its own, so no schema asks for it at the edge; the document does. */
const asNeeded = (parameter: Parameter) =>
  parameter.name === 'idempotency-key'
    ? {
        ...parameter,
        name: 'Idempotency-Key',
        required: true,
        schema: { type: 'string', minLength: 1, maxLength: 255, pattern: '^[ -~]*$' },
      }
    : parameter

const pascalCase = (code: string): string =>
  code.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => letter.toUpperCase())
