import type { ErrorObject } from 'ajv'
import { Ajv } from 'ajv'
import type { FastifySchemaCompiler } from 'fastify'
import type { TSchema } from 'typebox'
import { Problem } from './problems.ts'
import { addTextKinds, formatFaults, textKeyword } from './text-kinds.ts'

const options = { allErrors: false, verbose: true, strict: true, strictTypes: false, useDefaults: true } as const

/**
 * Compiles a schema. Bodies are taken as they are: a number in place of a string is an error, and so is a field that
 * nobody knows (T3, T16). What comes as text (path, query, headers) is turned into what its schema says; a query with
 * control characters, which PostgreSQL cannot take or nobody can see, is refused (T25).
 */
export function validators(): FastifySchemaCompiler<TSchema> {
  const strict = addTextKinds(new Ajv({ ...options, coerceTypes: false }))
  const coercing = addTextKinds(new Ajv({ ...options, coerceTypes: true }))
  return ({ schema, httpPart }) => {
    const valid = (httpPart === 'body' ? strict : coercing).compile(schema)
    if (httpPart !== 'querystring') return valid
    return (query: unknown) => {
      const param = paramWithControls(query)
      if (param !== undefined)
        return { error: new Problem('invalid_request', { param, detail: 'Control characters are refused.' }) }
      return valid(query) || { error: valid.errors ?? [] }
    }
  }
}

/** The first parameter of a query whose text has a character of Unicode's class Cc. */
function paramWithControls(query: unknown): string | undefined {
  const has = (value: unknown): boolean =>
    Array.isArray(value) ? value.some(has) : typeof value === 'string' && /\p{Cc}/u.test(value)
  return Object.entries(query ?? {}).find(([, value]) => has(value))?.[0]
}

/**
 * The problem that a failed validation is. Of a union's branches the one that came furthest is told.
 *
 * @param errors As Ajv gives them.
 */
export function validationProblem(errors: readonly ErrorObject[], part: string): Problem {
  const named = errors.map((error) => ({ error, param: paramOf(error) }))
  const deepest = named.reduce((best, each) => (rank(each) > rank(best) ? each : best), named[0] ?? nothing)
  if (part === 'params') return new Problem('not_found')
  const { error } = deepest
  const param = part === 'headers' ? deepest.param.replace(/\b[a-z]/g, (letter) => letter.toUpperCase()) : deepest.param
  return new Problem('invalid_request', { ...(param !== '' && { param }), detail: sentence(error, param, part) })
}

const nothing: { error: ErrorObject | undefined; param: string } = { error: undefined, param: '' }

/** Deeper is more; of equally deep ones the list of what is allowed says most. */
const rank = ({ error, param }: { readonly error: ErrorObject | undefined; readonly param: string }): number =>
  (param === '' ? 0 : 2 * param.split('.').length) + (error !== undefined && allowedIn(error) !== undefined ? 1 : 0)

function paramOf(error: ErrorObject): string {
  const path = error.instancePath
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  const last: unknown =
    error.params['missingProperty'] ?? error.params['additionalProperty'] ?? error.params['propertyName']
  return [...path, ...(typeof last === 'string' ? [last] : [])].join('.')
}

function sentence(error: ErrorObject | undefined, param: string, part: string): string {
  const where = param === '' ? `The ${part}` : `\`${param}\``
  if (error === undefined) return `${where} is not valid.`
  if (error.keyword === 'additionalProperties') return `${where} is a field that nobody knows here.`
  if (error.keyword === 'required') return `${where} is missing.`
  const allowed = allowedIn(error)
  if (allowed !== undefined) return `${where} must be one of ${allowed}.`
  if (error.keyword === 'propertyNames')
    return `${where} is a name that is refused: 1 to 64 characters that can be seen, no spaces around them.`
  if (error.keyword === textKeyword) return `${where} ${error.message ?? ''}.`
  if (error.keyword === 'format') return `${where} ${formatFaults[String(error.schema)] ?? 'has the wrong form'}.`
  const described = error.parentSchema?.['description'] as unknown
  if (error.keyword === 'pattern' && typeof described === 'string') return `${where} has the wrong form: ${described}`
  if (error.keyword === 'pattern') return `${where} has the wrong form or characters that are refused.`
  return `${where} ${error.message ?? 'is not valid'}.`
}

function allowedIn(error: ErrorObject): string | undefined {
  if (error.keyword !== 'anyOf' || !Array.isArray(error.schema)) return undefined
  const constants = (error.schema as readonly { readonly const?: unknown }[]).map((each) => each.const)
  return constants.every((each) => typeof each === 'string') ? constants.join(', ') : undefined
}
