// The account page over HTTP. Each look at it stands on record, and the payer's own page shows it.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import { issuesOf } from '../funding/index.ts'
import { movementsOf } from '../history/index.ts'
import { usersById } from '../identity/index.ts'
import { noticeJson, noticesOf, reachedOf, Sent } from '../notice/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import { sayFor } from '../platform/html/index.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { MoneyAndTokens, Page, pageQuery, PublicId, Timestamp } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import type { Permission } from '../staff/index.ts'
import { recordLook } from '../staff/index.ts'
import { AccountEvent, accountEvents } from './account-events.ts'
import type { Payer } from './account-page.ts'
import { AccountPage, accountPage, payerOf } from './account-page.ts'
import { closed, PurchaseListed, purchaseBody, reasonQuery } from './bodies.ts'
import { staffCaller } from './caller.ts'
import { readAccounts, revealPeople } from './permissions.ts'
import { purchasesById } from './purchases-store.ts'
import { Revealed, RevealBody, revealedPeople } from './reveal.ts'
import { deskSchema } from './route.ts'

export const accountRoutes: Routes = (app, deps) => {
  pageRoute(app, deps)
  revealRoute(app, deps)
  purchasesRoute(app, deps)
  tokensRoute(app, deps)
  eventsRoute(app, deps)
  noticesRoute(app, deps)
}

const params = Type.Object({ acc: PublicId('acc') })
const look = Type.Object(reasonQuery, closed)
const lookAtPage = Type.Object({ ...reasonQuery, ...pageQuery }, closed)

/** Records that an account is looked at, by whom and why. */
const recordAccountLook = (
  deps: Deps,
  looking: {
    staff: Id
    permission: Permission
    name: string
    reason: string
    facts?: Readonly<Record<string, string>>
  },
  { id }: Payer,
) => recordLook(deps, { ...looking, subject: { kind: 'payer', id }, payer: id })

function pageRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskAccount',
    summary: 'Open the page of an account',
    description: 'Names and addresses are masked. The look stands on record, and the payer sees it.',
  }
  const schema = { ...deskSchema(readAccounts, operation, AccountPage), params, querystring: look }
  app.get('/api/desk/accounts/:acc', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readAccounts)
    const payer = await payerOf(deps, request.params.acc)
    const { reason } = request.query
    await recordAccountLook(deps, { staff, permission: readAccounts, name: 'account', reason }, payer)
    return accountPage(deps, payer, sayFor(request))
  })
}

function revealRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskRevealAccount',
    summary: 'See names or addresses of an account’s members whole',
    description: 'A look of its own: it stands on record with what was seen, and the payer sees it.',
  }
  const schema = { ...deskSchema(revealPeople, operation, Revealed), params, body: RevealBody }
  app.post('/api/desk/accounts/:acc/reveal', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, revealPeople)
    const payer = await payerOf(deps, request.params.acc)
    const { reason, fields } = request.body
    const facts = { fields: [...fields].sort().join(', ') }
    await recordAccountLook(deps, { staff, permission: revealPeople, name: 'account.reveal', reason, facts }, payer)
    return revealedPeople(await usersById(deps, payer.state.members), fields)
  })
}

function purchasesRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskAccountPurchases',
    summary: 'List what an account bought',
    description: 'Of real money, by when it was approved, the latest first.',
  }
  const schema = { ...deskSchema(readAccounts, operation, Page(PurchaseListed)), params, querystring: lookAtPage }
  app.get('/api/desk/accounts/:acc/purchases', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readAccounts)
    const payer = await payerOf(deps, request.params.acc)
    const { reason, cursor, limit = 25 } = request.query
    const t = sayFor(request)
    // The entries of the payer's accounts lead to them: an index by payer would make each purchase slower.
    const { rows, next } = await movementsOf(deps, payer.id, { kinds: ['purchase', 'hold'], cursor, limit }, t)
    await recordAccountLook(deps, { staff, permission: readAccounts, name: 'account.purchases', reason }, payer)
    const ids = new Set(rows.flatMap(({ purchase }) => purchase ?? []))
    return { data: (await purchasesById(deps, [...ids])).map(purchaseBody), next_cursor: next }
  })
}

const TokensGranted = Type.Object(
  {
    id: PublicId('iss'),
    method: Type.String({ description: 'What they were issued for.' }),
    amount: MoneyAndTokens,
    at: Timestamp,
  },
  { ...closed, title: 'DeskTokens' },
)

function tokensRoute(app: App, deps: Deps): void {
  const operation = { operationId: 'deskAccountTokens', summary: 'List the tokens that were issued to an account' }
  const schema = { ...deskSchema(readAccounts, operation, Page(TokensGranted)), params, querystring: lookAtPage }
  app.get('/api/desk/accounts/:acc/tokens', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readAccounts)
    const payer = await payerOf(deps, request.params.acc)
    const { reason, cursor, limit = 25 } = request.query
    const after = fromCursor(cursor)
    await recordAccountLook(deps, { staff, permission: readAccounts, name: 'account.tokens', reason }, payer)
    const issues = await issuesOf(deps, payer.id, { after, limit: limit + 1 })
    return pageOf(
      issues,
      limit,
      ({ id, method, micros, asset, issuedAt }) => ({
        id: toPublic('iss', id),
        method,
        amount: toMoneyAndTokens(micros, assetCurrency(asset)),
        at: toRfc3339(issuedAt),
      }),
      ({ id, issuedAt }) => ({ id, at: issuedAt }),
    )
  })
}

function eventsRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskAccountEvents',
    summary: 'See everything that happened to an account, in order',
    description: 'What moved its money, mandates, and what staff did and looked at, the latest first.',
  }
  const schema = { ...deskSchema(readAccounts, operation, Page(AccountEvent)), params, querystring: lookAtPage }
  app.get('/api/desk/accounts/:acc/events', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readAccounts)
    const payer = await payerOf(deps, request.params.acc)
    const { reason, cursor, limit = 25 } = request.query
    // Read before the look is recorded, so that the look does not stand in it.
    const { data, next } = await accountEvents(deps, payer, { cursor, limit }, sayFor(request))
    await recordAccountLook(deps, { staff, permission: readAccounts, name: 'account.events', reason }, payer)
    return { data, next_cursor: next }
  })
}

const AccountNotices = Type.Object(
  {
    ...Page(Type.Object({ user: PublicId('usr'), notice: Sent }, closed)).properties,
    members: Type.Array(
      Type.Object(
        {
          user: PublicId('usr'),
          reached: Type.Boolean({
            description: '`false`: mails to the address came back, and nobody confirmed it since.',
          }),
        },
        closed,
      ),
    ),
  },
  { ...closed, title: 'DeskNotices' },
)

function noticesRoute(app: App, deps: Deps): void {
  const operation = {
    operationId: 'deskAccountNotices',
    summary: 'List what the members of an account were told about it by mail, and whether mails reach them',
  }
  const schema = { ...deskSchema(readAccounts, operation, AccountNotices), params, querystring: lookAtPage }
  app.get('/api/desk/accounts/:acc/notices', { schema }, async (request) => {
    const { staff } = await staffCaller(deps, request, readAccounts)
    const payer = await payerOf(deps, request.params.acc)
    const { reason, cursor, limit = 25 } = request.query
    const after = fromCursor(cursor)
    await recordAccountLook(deps, { staff, permission: readAccounts, name: 'account.notices', reason }, payer)
    const rows = await noticesOf(deps, { payer: payer.id }, { after, limit: limit + 1 })
    const members = await Promise.all(
      payer.state.members.map(async (user) => ({
        user: toPublic('usr', user),
        reached: (await reachedOf(deps, user)).reached,
      })),
    )
    const page = pageOf(
      rows,
      limit,
      (notice) => ({ user: toPublic('usr', notice.user), notice: noticeJson(notice) }),
      ({ createdAt, id }) => ({ at: createdAt, id }),
    )
    return { ...page, members }
  })
}
