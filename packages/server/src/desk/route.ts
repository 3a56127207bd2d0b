import type { TSchema } from 'typebox'
import type { ProblemCode } from '../platform/room-claims.ts'
import { answers, withDesk } from '../platform/http/schemas.ts'
import type { Permission } from '../staff/index.ts'

/** Of an operation in the OpenAPI document: the permission that it needs, `null` where it needs none. */
const permissionKey = 'x-permission'

/**
 * What every operation of the desk says of itself. A test asks each operation as somebody who has every permission but
 * this one: so it must be the one that its handler gives to `staffCaller`.
 *
 * @param refusals Beside those that every operation of the desk has.
 */
export const deskSchema = <Body extends TSchema>(
  permission: Permission | null,
  operation: { readonly operationId: string; readonly summary: string; readonly description?: string },
  body: Body,
  refusals: readonly ProblemCode[] = [],
) => ({
  ...operation,
  tags: ['desk'],
  security: withDesk,
  [permissionKey]: permission?.name ?? null,
  response: answers({ 200: body }, refusals),
})
