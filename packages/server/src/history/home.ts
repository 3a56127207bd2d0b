// Where an account stands, on one page.
import type { Id } from '@farthing/ledger'
import { available, heldOn } from '@farthing/ledger'
import type { PayerState } from '../account/index.ts'
import { payers } from '../account/index.ts'
import { assetCurrency, assetOf, boughtBucket, debtAccount, owedMicros } from '../chart/index.ts'
import type { GrantListed } from '../incentive/index.ts'
import { grantBucket, grantsOf } from '../incentive/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { Say } from '../platform/html/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { vendors } from '../vendor/index.ts'
import { limitUses } from '../wallet/index.ts'
import { movementsOf } from './movements.ts'
import type { HomeBody } from './schemas.ts'
import { movementBody } from './view.ts'

const recentMovements = 5

/** All that Home shows (R10, R34); `t` says its sentences. */
export async function homeOf(deps: Deps, payer: Id, t: Say): Promise<HomeBody> {
  const state = (await deps.ledger.look({ accounts: [], rows: [[payers, payer]] })).row(payers, payer)?.state
  if (state === undefined) throw new Problem('not_found')
  const [grants, limits, recent] = await Promise.all([
    grantsOf(deps, payer),
    limitUses(deps, state, deps.clock.now(), t),
    movementsOf(deps, payer, { limit: recentMovements }, t),
  ])
  const live = grants.filter((grant) => grant.endedAt === null)
  return {
    status: state.status,
    wallets: await walletsOf(deps, payer, state, live),
    grants: await spendableGrants(deps, live),
    limits,
    recent: recent.rows.map(movementBody),
    asks: [],
  }
}

/** What was bought and is free, less what is owed; and what purchases under way hold, of incentive tokens too. */
async function walletsOf(
  deps: Deps,
  payer: Id,
  state: PayerState,
  grants: readonly GrantListed[],
): Promise<HomeBody['wallets']> {
  const buckets = (currency: Currency): Id[] => {
    const asset = assetOf(currency, 'live')
    return [
      boughtBucket(payer, asset),
      ...grants.filter((grant) => grant.asset === asset).map(({ id }) => grantBucket(id, asset)),
    ]
  }
  const debts = state.wallets.map((currency) => debtAccount(payer, assetOf(currency, 'live')))
  const seen = await deps.ledger.look({ accounts: [...state.wallets.flatMap(buckets), ...debts], rows: [] })
  return state.wallets.map((currency) => {
    const asset = assetOf(currency, 'live')
    const bought = seen.account(boughtBucket(payer, asset))
    const held = buckets(currency).reduce((sum, id) => {
      const account = seen.account(id)
      return account === undefined ? sum : sum + heldOn(account)
    }, 0n)
    const free = (bought === undefined ? 0n : available(bought)) - owedMicros(seen, debtAccount(payer, asset))
    return { currency, available: toMoneyAndTokens(free, currency), held: toMoneyAndTokens(held, currency) }
  })
}

/** Grants with something to spend, the soonest to expire first. */
async function spendableGrants(deps: Deps, grants: readonly GrantListed[]): Promise<HomeBody['grants']> {
  const now = deps.clock.now()
  const named = grants.flatMap((grant): Id[] => [grant.issuer, grant.spendableAt].filter((id) => id !== null))
  const seen = await deps.ledger.look({
    accounts: grants.map((grant) => grantBucket(grant.id, grant.asset)),
    rows: named.map((id) => [vendors, id] as const),
  })
  const nameOf = (id: Id): string => seen.row(vendors, id)?.name ?? ''
  return [...grants]
    .sort((a, b) => (a.expiresAt < b.expiresAt ? -1 : 1))
    .flatMap((grant) => {
      const bucket = seen.account(grantBucket(grant.id, grant.asset))
      const free = bucket === undefined ? 0n : available(bucket)
      if (free === 0n || grant.expiresAt <= now) return []
      return [
        {
          id: toPublic('grn', grant.id),
          issuer: grant.issuer === null ? deps.config.providerName : nameOf(grant.issuer),
          title: grant.title,
          available: toMoneyAndTokens(free, assetCurrency(grant.asset)),
          spendable_at: grant.spendableAt === null ? null : nameOf(grant.spendableAt),
          expires_at: toRfc3339(grant.expiresAt),
        },
      ]
    })
}
