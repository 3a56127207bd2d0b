import createFetchClient from 'openapi-fetch'
import createQueryClient from 'openapi-react-query'
import { leaveForSignIn } from '../platform/leave.ts'
import type { paths } from '../openapi.gen.ts'
import { asProblem } from './problem.ts'

/** The provider's API at this origin, typed by its OpenAPI document. */
export const provider = createFetchClient<paths>({ credentials: 'same-origin' })

provider.use({
  async onResponse({ response }) {
    if (response.status !== 401) return
    const problem = asProblem(
      await response
        .clone()
        .json()
        .catch(() => undefined),
    )
    if (problem.code === 'signed_out') leaveForSignIn()
  },
})

/** Query and mutation hooks over `provider`: path and method in, the document's types out. */
export const api = createQueryClient(provider)
