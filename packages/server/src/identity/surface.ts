import type { Id, Instant } from '@farthing/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type pg from 'pg'
import type { Person } from './factors/mails.ts'
import type { Realm } from './factors/holder.ts'
import type { Signed } from './fresh-login.ts'
import type { Half } from './half-sign-in.ts'

export type SessionListed = { readonly id: string; readonly createdAt: Instant; readonly seenAt: Instant }

/** Where people of one realm sign in and look after their factors: the pages are the same, what is behind them is not. */
export type Surface = {
  readonly realm: Realm
  readonly paths: {
    readonly home: string
    readonly signIn: string
    /** Asks for the second factor. */
    readonly factor: string
    readonly security: string
  }
  /** Who is signed in here. */
  signed(request: FastifyRequest): Promise<Signed | undefined>
  /** Whether they may have second factors: those who may not see no page for them. */
  mayHaveFactors(who: Signed): Promise<boolean>
  personOf(request: FastifyRequest, id: Id): Promise<Person>
  /**
   * Begins the session of somebody who has shown password and second factor.
   *
   * @throws {Problem} sign_in_failed where the password was changed, or they were shut out, since it was compared.
   */
  begin(request: FastifyRequest, reply: FastifyReply, half: Half): Promise<void>
  /** The browsers that they are signed in with. */
  sessionsOf(who: Signed): Promise<readonly SessionListed[]>
  /** Ends all sessions but theirs. */
  endOthers(client: pg.ClientBase, who: Signed): Promise<void>
}
