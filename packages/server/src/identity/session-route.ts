import { Type } from 'typebox'
import { payers } from '../account/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Routes } from '../platform/http/app.ts'
import { answers, Nullable, PublicId, Timestamp, withSession } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { vendorsOf } from '../vendor/index.ts'
import { signedIn } from './sessions.ts'

const Session = Type.Object(
  {
    user: Type.Object({
      id: PublicId('usr'),
      name: Type.String(),
      email: Nullable(Type.String({ description: '`null`: they have none.' })),
      number: Nullable(Type.String({ description: 'What they sign in with, where they have no e-mail address.' })),
      email_verified: Type.Boolean(),
    }),
    account: Type.Object({ id: PublicId('acc'), time_zone: Type.String({ description: 'IANA name.' }) }),
    vendors: Type.Array(Type.Object({ id: PublicId('ven'), name: Type.String(), role: Type.String() })),
    purchase_window_ends_at: Timestamp,
    mode: Type.Union([Type.Literal('development'), Type.Literal('production')]),
    provider: Type.Object({ name: Type.String(), url: Type.String() }),
  },
  { title: 'Session' },
)

/** Who is signed in, for the web apps. */
export const sessionRoute: Routes = (app, deps) => {
  const schema = {
    operationId: 'getSession',
    summary: 'Who is signed in',
    tags: ['wallet'],
    security: withSession,
    response: answers({ 200: Session }),
  }
  app.get('/api/wallet/session', { schema }, async (request) => {
    const who = await signedIn(deps, request)
    const [seen, teams] = await Promise.all([
      deps.ledger.look({ accounts: [], rows: [[payers, who.account]] }),
      vendorsOf(deps, who.user),
    ])
    const { user, account, name, email, number, emailVerified } = who
    return {
      user: { id: toPublic('usr', user), name, email, number, email_verified: emailVerified },
      account: { id: toPublic('acc', account), time_zone: seen.row(payers, account)?.state.timeZone ?? 'UTC' },
      vendors: teams.map((team) => ({ ...team, id: toPublic('ven', team.id) })),
      purchase_window_ends_at: toRfc3339(who.windowEndsAt),
      mode: deps.config.mode,
      provider: { name: deps.config.providerName, url: deps.config.publicUrl },
    }
  })
}
