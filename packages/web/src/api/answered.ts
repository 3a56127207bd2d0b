import { asProblem, type Problem } from './problem.ts'

/** The provider said no, or said nothing; thrown by queries and mutations only, which turn it into their `error`. */
class Refused extends Error {
  readonly problem: Problem

  constructor(body: unknown) {
    const problem = asProblem(body)
    super(problem.title)
    this.problem = problem
  }
}

/** The body of a request's answer. */
export async function answered<Body>(asked: Promise<{ data?: Body; error?: unknown }>): Promise<Body> {
  const { data, error } = await asked
  if (data === undefined) throw new Refused(error)
  return data
}
