/** What the stand-in refuses with: a code of the provider and the HTTP status that goes with it. */
export class StandInRefusal extends Error {
  readonly code: string
  readonly status: number
  readonly param: string | undefined
  constructor(code: string, status: number, param?: string) {
    super(code)
    this.code = code
    this.status = status
    this.param = param
  }
}
