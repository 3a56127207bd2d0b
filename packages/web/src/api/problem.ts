/** Why a request failed, as screens need it: RFC 9457 problem details with the provider's stable code. */
export type Problem = {
  /** The provider's code, or `unreachable` where no answer came. */
  readonly code: string
  readonly title: string
  readonly detail: string
  readonly param?: string
  readonly requestId?: string
}

// What it says to people stands in the message files.
const unreachable: Problem = { code: 'unreachable', title: 'unreachable', detail: '' }

// After these codes nobody can say whether what was sent was done.
const withoutOutcome = new Set(['unreachable', 'internal', 'outcome_unknown'])

/**
 * Whether what was sent may have been done although an error came. Sending the same attempt again answers that, and
 * counts once.
 */
export const isOutcomeUnknown = ({ code }: Problem): boolean => withoutOutcome.has(code)

/** Reads whatever a failed query or mutation threw. What does not have the form of a problem counts as no answer. */
export function asProblem(thrown: unknown): Problem {
  if (thrown instanceof Error && 'problem' in thrown) return asProblem(thrown.problem)
  const { code, title, detail, param, request_id: requestId } = fieldsOf(thrown)
  if (typeof code !== 'string' || typeof title !== 'string') return unreachable
  return {
    code,
    title,
    detail: typeof detail === 'string' ? detail : '',
    ...(typeof param === 'string' && { param }),
    ...(typeof requestId === 'string' && { requestId }),
  }
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {}
}
