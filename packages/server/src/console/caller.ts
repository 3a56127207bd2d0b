import type { Id, RowOf } from '@farthing/ledger'
import type { FastifyRequest } from 'fastify'
import { needFreshLogin, signedIn } from '../identity/index.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { fromPublic } from '../platform/ids.ts'
import type { vendors } from '../vendor/index.ts'
import { inTeam } from '../vendor/index.ts'

/** A user at the console of a vendor whose team they are in. */
export type ConsoleCaller = { readonly user: Id; readonly vendor: Id; readonly row: RowOf<typeof vendors> }

/**
 * Who is at the console, and of which vendor.
 *
 * @param ven `ven_…`, as the path has it.
 *
 * @param options.fresh What is asked for moves money or opens the API: whoever has a second factor must have shown it in the
 *   last minutes.
 * @throws {Problem} signed_out; not_found, also for a vendor of others (T15); fresh_login_needed.
 */
export async function consoleCaller(
  deps: Deps,
  request: FastifyRequest,
  ven: string,
  { fresh = false }: { readonly fresh?: boolean } = {},
): Promise<ConsoleCaller> {
  const who = await signedIn(deps, request)
  const { user } = who
  const vendor = fromPublic('ven', ven)
  if (vendor === undefined) throw new Problem('not_found')
  const { vendor: row } = await inTeam(deps, user, vendor)
  if (fresh) await needFreshLogin(deps, who)
  return { user, vendor, row }
}
