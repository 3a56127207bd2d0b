// The OpenAPI document as a test reads it: its operations, and whether an answer is one that it declares.
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { expect } from 'vitest'
import { fromRfc3339 } from '../platform/clock.ts'
import type { OpenApiDocument } from '../platform/http/openapi.ts'
import type { Answer } from './world-fixtures.ts'

type Node = { readonly [key: string]: unknown }
type Response = {
  readonly headers?: Readonly<Record<string, unknown>>
  readonly content: Readonly<Record<string, { readonly schema: Node }>>
}
type Parameter = { readonly in: 'path' | 'query' | 'header'; readonly name: string; readonly schema: Node }

/** An operation of the document. */
export type Operation = {
  readonly id: string
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly security: readonly Node[]
  readonly parameters: readonly Parameter[]
  /** What is needed at the desk. */
  readonly permission: string | null
  readonly hasBody: boolean
  /** Its body carries an attempt, made by whoever asks. */
  readonly hasAttempt: boolean
  readonly responses: Readonly<Record<string, Response>>
}

type Written = {
  readonly operationId: string
  readonly tags: readonly [string]
  readonly security?: readonly Node[]
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: Node
  readonly 'x-permission'?: string | null
  readonly responses: Readonly<Record<string, Node>>
}

const pointer = (...steps: readonly string[]) =>
  `document#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`

/** Reads a document, as `app.openApi()` gives it. */
export function readDocument(document: OpenApiDocument) {
  const ajv = new Ajv2020({ strict: false, allErrors: true, validateSchema: false })
  ajv.addFormat('date-time', (text) => fromRfc3339(text) !== undefined)
  ajv.addFormat('date', /^\d{4}-\d\d-\d\d$/)
  ajv.addSchema({ ...document, $id: 'document' })
  const shared = (document.components.responses ?? {}) as Readonly<Record<string, Response>>
  const found = (response: Node): { response: Response; at: readonly string[] | undefined } => {
    const name = typeof response['$ref'] === 'string' ? (response['$ref'].split('/').at(-1) ?? '') : undefined
    const named = name === undefined ? undefined : shared[name]
    return {
      response: named ?? (response as Response),
      at: name === undefined ? undefined : ['components', 'responses', name],
    }
  }
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods as Record<string, Written>).map(([method, written]): Operation => {
      const { operationId: id, tags, security = [], parameters = [], requestBody } = written
      const responses = Object.fromEntries(
        Object.entries(written.responses).map(([status, response]) => [status, found(response).response]),
      )
      const hasBody = requestBody !== undefined
      const hasAttempt = JSON.stringify(requestBody ?? {}).includes('"attempt"')
      return {
        id,
        method: method.toUpperCase(),
        path,
        tag: tags[0],
        security,
        parameters,
        permission: written['x-permission'] ?? null,
        hasBody,
        hasAttempt,
        responses,
      }
    }),
  )

  function validator(operation: Operation, status: string, type: string): ValidateFunction {
    const methods = document.paths[operation.path] as Record<string, Written>
    const { at } = found(methods[operation.method.toLowerCase()]?.responses[status] ?? {})
    const where = at ?? ['paths', operation.path, operation.method.toLowerCase(), 'responses', status]
    const valid = ajv.getSchema(pointer(...where, 'content', type, 'schema'))
    if (valid === undefined) throw new Error(`${operation.id} ${status} ${type} has no schema`)
    return valid
  }

  /** Fails unless the document declares this very answer: status, headers, media type and body. */
  function expectDeclared(operation: Operation, answer: Answer): void {
    const told = `${operation.id} answered ${answer.status} ${answer.text.slice(0, 400)}`
    const response = operation.responses[String(answer.status)]
    if (response === undefined) throw new Error(`${told}\nThe document declares no ${answer.status}: see \`answers\`.`)
    const type = (answer.headers['content-type'] ?? '').split(';')[0] ?? ''
    expect(Object.keys(response.content), told).toContain(type)
    for (const name of Object.keys(response.headers ?? {}))
      expect(answer.headers, `${told}\nThe document declares the header ${name}.`).toHaveProperty(name.toLowerCase())
    const valid = validator(operation, String(answer.status), type)
    if (!valid(type.endsWith('json') ? answer.json : answer.text))
      throw new Error(`${told}\nThis is not what the document says: ${ajv.errorsText(valid.errors)}`)
    if (type === 'application/problem+json')
      expect(answer.json, told).toMatchObject({ status: answer.status, request_id: answer.headers['request-id'] })
  }

  return { operations, expectDeclared }
}
