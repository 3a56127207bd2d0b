import type {
  Actor,
  Column,
  Decider,
  Id,
  Instant,
  Json,
  Keys,
  Outcome,
  RowKey,
  Submission,
  Table,
} from '@farthing/ledger'
import { fingerprint, put, refused } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import { seconds } from '../clock.ts'
import type { Deps } from '../deps.ts'
import { httpKeys } from '../http-keys.ts'
import { keyOf, whole } from '../ids.ts'
import { noteDone } from './done.ts'
import type { Audience } from '../room-claims.ts'
import { isProblemCode, Problem } from './problems.ts'
import type { Refusal } from './refusals.ts'
import { idempotencyKeyPattern } from './schemas.ts'

export type { Refusal } from './refusals.ts'

export type Result<Answer> =
  | { readonly kind: 'done'; readonly answer: Answer; readonly seq: bigint; readonly at: Instant }
  | { readonly kind: 'refused'; readonly refusal: Refusal; readonly seq: bigint; readonly at: Instant }

/** A table of credentials. */
type Credentials = Table<{ readonly revokedAt: Column<bigint | null> }>

/** On whose behalf a request is submitted. */
export type Scope = {
  /** Whose Idempotency-Keys these are: `${vendor}:${mode}`. */
  readonly name: string
  readonly actor: Actor
  /** The credential of the request: it must still be valid when the request is decided. */
  readonly credential?: { readonly table: Credentials; readonly key: Id }
}

/** How long a key is kept. */
const keptMicros = seconds(86_400)

/**
 * Submits on behalf of a vendor's server, once for each `Idempotency-Key`: the same request again gets the first
 * answer, whatever would be decided now (draft-ietf-httpapi-idempotency-key-header-07).
 *
 * Refusals: those of `decider`; unauthorized where the credential was revoked meanwhile.
 *
 * @throws {Problem} idempotency_key_missing; idempotency_key_reused where the body was another.
 */
export async function submitKeyed<Input, Answer extends Json>(
  deps: Deps,
  request: FastifyRequest,
  scope: Scope,
  decider: Decider<Input, Answer | Refusal>,
  input: Input,
  prefetch: Partial<Keys> = {},
): Promise<Result<Answer>> {
  const key = keyHeader(request)
  const target = `${request.method} ${request.url}`
  const keyed: Keyed<Input> = {
    key: keyOf('http', scope.name, key),
    credential: scope.credential?.key ?? null,
    bodyHash: fingerprint(target, request.body ?? null),
    operation: deps.ids.mint(),
    input,
  }
  const rule = withHttpKey(decider, scope.credential?.table ?? null)
  const outcome = await deps.ledger.submit(rule, keyed.operation, keyed, { actor: scope.actor, prefetch })
  if (outcome.kind === 'conflict') throw new Problem('conflict')
  if (!isReplay(outcome.answer)) return resultOf<Answer>(deps, outcome.kind, outcome.answer, outcome)
  const first = await deps.ledger.operation(outcome.answer.replayOf)
  if (first === undefined)
    throw new Error(`operation ${outcome.answer.replayOf} of an idempotency key is not in the log`)
  return resultOf<Answer>(deps, first.kind, first.answer, first)
}

/**
 * Submits on behalf of a person, once for each attempt: forms carry an identifier, so a double click is one attempt.
 *
 * @param owner Whose attempts: nobody can meet another's.
 * @throws {Problem} conflict where the attempt was made before with other contents.
 */
export async function submitAttempt<Input, Answer extends Json>(
  deps: Deps,
  owner: Id,
  attempt: string,
  decider: Decider<Input, Answer | Refusal>,
  input: Input,
  submission: Submission,
): Promise<Result<Answer>> {
  return submitOnce(deps, keyOf('attempt', owner, attempt), decider, input, submission)
}

/** Submits under an identifier that the caller minted or derived. @throws {Problem} conflict */
export async function submitOnce<Input, Answer extends Json>(
  deps: Deps,
  id: Id,
  decider: Decider<Input, Answer | Refusal>,
  input: Input,
  submission: Submission,
): Promise<Result<Answer>> {
  const outcome: Outcome<Answer | Refusal> = await deps.ledger.submit(decider, id, input, submission)
  if (outcome.kind === 'conflict') throw new Problem('conflict')
  return resultOf<Answer>(deps, outcome.kind, outcome.answer, outcome)
}

/** An identifier for what an attempt makes: the same each time it is made, so that a double click has one input. */
export const idOfAttempt = (owner: Id, attempt: string, what: string): Id =>
  whole(keyOf('attempt', owner, attempt, what))

/**
 * A refusal as the problem to answer with.
 *
 * @param audience Who reads the answer: learns the facts that are declared for them. Left out: none.
 */
export function problemOf(refusal: Refusal, audience?: Audience): Problem {
  const { code, param, detail } = refusal
  return new Problem(code, {
    ...(param !== undefined && { param }),
    ...(detail !== undefined && { detail }),
    ...(audience !== undefined && { facts: refusal, audience }),
  })
}

/** What was done. @throws {Problem} Where it was refused: see `problemOf`. */
export function doneOr<Answer>(result: Result<Answer>, audience?: Audience): Answer {
  if (result.kind === 'refused') throw problemOf(result.refusal, audience)
  return result.answer
}

function resultOf<Answer>(
  deps: Deps,
  kind: 'done' | 'refused',
  answer: Json,
  place: { seq: bigint; at: Instant },
): Result<Answer> {
  const { seq, at } = place
  if (kind === 'done') {
    noteDone()
    return { kind, answer: answer as Answer, seq, at }
  }
  if (!isRefusal(deps, answer)) throw new Error('a decider refused without a code')
  return { kind, refusal: answer, seq, at }
}

const isRefusal = ({ problems }: Deps, answer: Json): answer is Refusal =>
  typeof answer === 'object' &&
  answer !== null &&
  'code' in answer &&
  typeof answer.code === 'string' &&
  isProblemCode(problems, answer.code)

type Keyed<Input> = {
  readonly key: Id
  readonly credential: Id | null
  readonly bodyHash: string
  readonly operation: Id
  readonly input: Input
}
type Replay = { readonly replayOf: Id }
const isReplay = (answer: Json): answer is Replay =>
  typeof answer === 'object' && answer !== null && 'replayOf' in answer

const wrapped = new WeakMap<object, Map<Credentials | null, unknown>>()

/**
 * The same rule, which first looks whether its HTTP key was used, and writes the key with whatever it decides. A look
 * at the credential is a moment old, so it is read again; what is refused for it leaves the HTTP key unused.
 */
function withHttpKey<Input, Answer>(
  decider: Decider<Input, Answer>,
  credentials: Credentials | null,
): Decider<Keyed<Input>, Answer | Refusal | Replay> {
  const byTable = wrapped.get(decider) ?? new Map<Credentials | null, unknown>()
  wrapped.set(decider, byTable)
  const known = byTable.get(credentials) as Decider<Keyed<Input>, Answer | Refusal | Replay> | undefined
  if (known !== undefined) return known
  const made: Decider<Keyed<Input>, Answer | Refusal | Replay> = {
    name: decider.name,
    prefetch({ key, credential, input }) {
      const { accounts = [], rows = [] } = decider.prefetch?.(input) ?? {}
      const lets: RowKey[] = credentials === null || credential === null ? [] : [[credentials, credential]]
      return { accounts, rows: [...rows, ...lets, [httpKeys, key]] }
    },
    decide({ key, credential, bodyHash, operation, input }, draft, at) {
      const stands =
        credentials === null || credential === null || draft.row(credentials, credential)?.revokedAt === null
      if (!stands) return refused({ code: 'unauthorized' })
      const used = draft.row(httpKeys, key)
      if (used !== undefined && at - used.at < keptMicros) {
        const same = Buffer.from(used.bodyHash).toString('hex') === bodyHash
        return refused(same ? { replayOf: used.operation } : { code: 'idempotency_key_reused' })
      }
      const decision = decider.decide(input, draft, at)
      const row = { bodyHash: Buffer.from(bodyHash, 'hex'), operation, at }
      if (decision.kind === 'refused') return { ...decision, rows: [...(decision.rows ?? []), put(httpKeys, key, row)] }
      draft.put(httpKeys, key, row)
      return decision
    },
  }
  byTable.set(credentials, made)
  return made
}

const keyForm = new RegExp(idempotencyKeyPattern)

/** @throws {Problem} idempotency_key_missing; invalid_request where it is not printable ASCII. */
export function keyHeader(request: FastifyRequest): string {
  const key = request.headers['idempotency-key']
  if (key === undefined || key === '') {
    throw new Problem('idempotency_key_missing', {
      detail: 'Every POST carries a key of your own making. Nothing was done.',
    })
  }
  if (typeof key !== 'string' || !keyForm.test(key)) {
    throw new Problem('invalid_request', { param: 'Idempotency-Key', detail: '1 to 255 printable ASCII characters.' })
  }
  return key
}
