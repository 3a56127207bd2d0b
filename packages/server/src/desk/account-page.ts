// The account page: all of one payer's account in one place.
import type { Id } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { assetOf, debtAccount, owedMicros } from '../chart/index.ts'
import { GrantShown, homeOf } from '../history/index.ts'
import { sessionsOf, usersById } from '../identity/index.ts'
import { Mandate, mandateBodies, mandatesOf } from '../mandate/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { CurrencyCode, MoneyAndTokens, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { LimitUse } from '../wallet/index.ts'
import { closed, userBody, UserListed } from './bodies.ts'

export const AccountPage = Type.Object(
  {
    id: PublicId('acc'),
    status: Type.String(),
    opened_at: Timestamp,
    time_zone: Type.String({ description: 'IANA name.' }),
    members: Type.Array(UserListed),
    wallets: Type.Array(
      Type.Object(
        { currency: CurrencyCode, available: MoneyAndTokens, held: MoneyAndTokens, owed: MoneyAndTokens },
        { ...closed, description: '`available` is what is free to spend, less what is owed.' },
      ),
    ),
    grants: Type.Array(GrantShown),
    limits: Type.Array(LimitUse),
    mandates: Type.Array(Mandate),
    sessions: Type.Array(Type.Object({ user: PublicId('usr'), created_at: Timestamp, expires_at: Timestamp }, closed), {
      description: 'Where its members are signed in now, the latest first.',
    }),
  },
  { ...closed, title: 'DeskAccount' },
)

export type Payer = { readonly id: Id; readonly state: PayerState; readonly openedAt: bigint }

/** The account that a path names. @throws {Problem} not_found */
export async function payerOf(deps: Pick<Deps, 'ledger'>, acc: string): Promise<Payer> {
  const id = fromPublic('acc', acc)
  const row = id === undefined ? undefined : (await deps.ledger.look({ rows: [[payers, id]] })).row(payers, id)
  if (id === undefined || row === undefined) throw new Problem('not_found')
  return { id, ...row }
}

/** Names and addresses are masked: see `people.reveal`. `t` says its sentences. */
export async function accountPage(deps: Deps, payer: Payer, t: Say): Promise<Static<typeof AccountPage>> {
  const { id, state, openedAt } = payer
  const [home, members, sessions, mandates, owed] = await Promise.all([
    homeOf(deps, id, t),
    usersById(deps, state.members),
    sessionsOf(deps, state.members),
    mandatesOf(deps, id).then((ids) => mandateBodies(deps, ids)),
    owedBy(deps, payer),
  ])
  return {
    id: toPublic('acc', id),
    status: state.status,
    opened_at: toRfc3339(openedAt),
    time_zone: state.timeZone,
    members: members.map((each) => userBody(each)),
    wallets: home.wallets.map((wallet) => ({
      ...wallet,
      owed: toMoneyAndTokens(owed.get(wallet.currency) ?? 0n, wallet.currency),
    })),
    grants: home.grants,
    limits: home.limits,
    mandates,
    sessions: sessions.map(({ user, createdAt, expiresAt }) => ({
      user: toPublic('usr', user),
      created_at: toRfc3339(createdAt),
      expires_at: toRfc3339(expiresAt),
    })),
  }
}

async function owedBy(deps: Deps, { id, state }: Payer): Promise<Map<string, bigint>> {
  const accounts = state.wallets.map((currency) => [currency, debtAccount(id, assetOf(currency, 'live'))] as const)
  const seen = await deps.ledger.look({ accounts: accounts.map(([, account]) => account) })
  return new Map(accounts.map(([currency, account]) => [currency, owedMicros(seen, account)]))
}
