import type { Json } from '@farthing/ledger'
import { defaultLanguage } from '@farthing/words'
import type { Say } from '../html/say.ts'
import { sayIn } from '../html/say.ts'
import type { ProblemCode, ProblemKind, Audience } from '../room-claims.ts'

export type { ProblemCode } from '../room-claims.ts'

/** What every code means: status, sentence, and who may read which of its facts. The root puts it together from the rooms. */
export type Problems = Readonly<Record<ProblemCode, ProblemKind>>

/** Whether a text is the code of a problem. */
export const isProblemCode = (problems: Problems, text: string): text is ProblemCode => Object.hasOwn(problems, text)

/** All codes, in alphabetical order. */
export const codesOf = (problems: Problems): ProblemCode[] => (Object.keys(problems) as ProblemCode[]).sort()

type Said = (t: Say) => string
const english = sayIn(defaultLanguage)

/**
 * Ends a request with a problem. Thrown at the edge only: rules and deciders return refusals.
 *
 * @param options.param The field that is wrong, as the caller wrote it: `price.amount`.
 * @param options.detail What happened, what did not, what to do; safe to show. Where pages show it as well, what says it in
 *   the reader's language; software reads it in English.
 * @param options.facts What the log knows of it.
 * @param options.audience Who reads the answer: learns those facts that the code's room declares for them. Left out: none.
 */
export class Problem extends Error {
  readonly code: ProblemCode
  readonly param: string | undefined
  readonly detail: string | undefined
  readonly retryAfterSeconds: number | undefined
  readonly #said: Said | undefined
  readonly #facts: Readonly<Record<string, Json | undefined>>
  readonly #audience: Audience | undefined

  constructor(
    code: ProblemCode,
    options: {
      param?: string
      detail?: string | Said
      retryAfterSeconds?: number
      facts?: Readonly<Record<string, Json | undefined>>
      audience?: Audience
      cause?: unknown
    } = {},
  ) {
    const detail = typeof options.detail === 'function' ? options.detail(english) : options.detail
    super(detail ?? code, { cause: options.cause })
    this.name = 'Problem'
    this.code = code
    this.param = options.param
    this.detail = detail
    this.#said = typeof options.detail === 'function' ? options.detail : undefined
    this.retryAfterSeconds = options.retryAfterSeconds
    this.#facts = options.facts ?? {}
    this.#audience = options.audience
  }

  /** The detail for a person: in their language, where it was given so. */
  detailIn(t: Say): string | undefined {
    return this.#said?.(t) ?? this.detail
  }

  /** Members beside those of RFC 9457 that whoever reads the answer may learn; whatever else the log has stays there. */
  factsIn(problems: Problems): Readonly<Record<string, Json>> {
    const told = Object.entries(problems[this.code].facts ?? {}).flatMap(([name, who]) => {
      const value = this.#facts[name]
      return value !== undefined && this.#mayRead(who) ? [[name, value] as const] : []
    })
    return Object.fromEntries(told)
  }

  #mayRead(who: Audience | 'both'): boolean {
    const audience = this.#audience
    return audience !== undefined && (who === audience || who === 'both' || audience === 'staff')
  }
}
