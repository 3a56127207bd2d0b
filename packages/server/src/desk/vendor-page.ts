// The vendor page: all of one vendor's account in one place.
import type { Id, RowOf } from '@farthing/ledger'
import type { Static } from 'typebox'
import { Type } from 'typebox'
import { assetOf, ModeSchema, vendorPayee } from '../chart/index.ts'
import { dayTotals, heldFor } from '../console/index.ts'
import type { UserFound } from '../identity/index.ts'
import { usersById } from '../identity/index.ts'
import { daysBefore } from '../platform/calendar.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import { CurrencyCode, MoneyAndTokens, Nullable, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { balancesOf, endpointsOf, keysOf, standing, standingJson, vendors } from '../vendor/index.ts'
import { closed } from './bodies.ts'
import { Masked, maskEmail, maskName } from './masks.ts'

const saleDays = 30

export const VendorPage = Type.Object(
  {
    id: PublicId('ven'),
    name: Type.String(),
    ...standing,
    opened_at: Timestamp,
    sites: Type.Array(Type.String()),
    team: Type.Array(
      Type.Object({ user: PublicId('usr'), name: Masked, email: Nullable(Masked), role: Type.String() }, closed),
    ),
    keys: Type.Array(
      Type.Object(
        {
          id: PublicId('key'),
          mode: ModeSchema,
          label: Type.String(),
          last4: Type.String(),
          created_at: Timestamp,
          revoked_at: Nullable(Timestamp),
        },
        closed,
      ),
    ),
    endpoints: Type.Array(
      Type.Object(
        {
          id: PublicId('whe'),
          mode: ModeSchema,
          url: Type.String(),
          events: Nullable(Type.Array(Type.String(), { description: '`null`: all.' })),
          created_at: Timestamp,
        },
        closed,
      ),
    ),
    balances: Type.Array(
      Type.Object(
        {
          currency: CurrencyCode,
          payable: MoneyAndTokens,
          held: MoneyAndTokens,
          sales: MoneyAndTokens,
          refunds: MoneyAndTokens,
          fees: MoneyAndTokens,
        },
        closed,
      ),
      {
        description: `Of real money, the busiest currency first: what is owed to the vendor, what payers have held for it, and what moved in the last ${saleDays} days (UTC).`,
      },
    ),
  },
  { ...closed, title: 'DeskVendorPage' },
)

export type VendorRow = { readonly id: Id } & RowOf<typeof vendors>

/** The vendor that a path names. @throws {Problem} not_found */
export async function vendorOf(deps: Pick<Deps, 'ledger'>, ven: string): Promise<VendorRow> {
  const id = fromPublic('ven', ven)
  const row = id === undefined ? undefined : (await deps.ledger.look({ rows: [[vendors, id]] })).row(vendors, id)
  if (id === undefined || row === undefined) throw new Problem('not_found')
  return { ...row, id }
}

/** Those of a vendor's team. */
export const teamOf = (deps: Deps, { team }: VendorRow): Promise<UserFound[]> =>
  usersById(
    deps,
    team.map(({ user }) => user),
  )

/** Names and addresses are masked: see `people.reveal`. */
export async function vendorPage(deps: Deps, vendor: VendorRow): Promise<Static<typeof VendorPage>> {
  const { id, team } = vendor
  const [people, keys, live, test, balances] = await Promise.all([
    teamOf(deps, vendor),
    keysOf(deps, id),
    endpointsOf(deps, id, 'live'),
    endpointsOf(deps, id, 'test'),
    balancesBody(deps, id),
  ])
  const byUser = new Map(people.map((user) => [user.id, user]))
  const endpoints = [
    ...live.map((each) => ({ ...each, mode: 'live' as const })),
    ...test.map((each) => ({ ...each, mode: 'test' as const })),
  ]
  return {
    id: toPublic('ven', id),
    name: vendor.name,
    ...standingJson(vendor, deps.clock.now()),
    opened_at: toRfc3339(vendor.createdAt),
    sites: [...vendor.sites],
    team: team.map(({ user, role }) => ({
      user: toPublic('usr', user),
      name: maskName(byUser.get(user)?.name ?? ''),
      email: addressOf(byUser.get(user)),
      role,
    })),
    keys: keys.map((key) => ({
      id: toPublic('key', key.id),
      mode: key.mode,
      label: key.label,
      last4: key.last4,
      created_at: toRfc3339(key.createdAt),
      revoked_at: key.revokedAt === null ? null : toRfc3339(key.revokedAt),
    })),
    endpoints: endpoints.map(({ id: endpoint, mode, url, events, createdAt }) => ({
      id: toPublic('whe', endpoint),
      mode,
      url,
      events: events === null ? null : [...events],
      created_at: toRfc3339(createdAt),
    })),
    balances,
  }
}

const addressOf = (user: UserFound | undefined) =>
  user === undefined || user.email === null ? null : maskEmail(user.email)

async function balancesBody(deps: Deps, vendor: Id): Promise<Static<typeof VendorPage>['balances']> {
  const now = deps.clock.now()
  const days = daysBefore(now, saleDays, 'UTC')
  const balances = await balancesOf(deps, 'live', (asset) => vendorPayee(vendor, asset))
  return Promise.all(
    balances.map(async ({ currency, micros }) => {
      const sales = { vendor, mode: 'live', asset: assetOf(currency, 'live'), from: days.from, to: days.to } as const
      const [held, byDay] = await Promise.all([heldFor(deps, sales, now), dayTotals(deps, sales, days)])
      const sum = (of: 'sales' | 'refunds' | 'fees') =>
        toMoneyAndTokens(
          [...byDay.values()].reduce((total, day) => total + day[of], 0n),
          currency,
        )
      return {
        currency,
        payable: toMoneyAndTokens(micros, currency),
        held: toMoneyAndTokens(held, currency),
        sales: sum('sales'),
        refunds: sum('refunds'),
        fees: sum('fees'),
      }
    }),
  )
}
