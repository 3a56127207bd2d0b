// How tokens reach a payer, over HTTP.
import { Type } from 'typebox'
import { assetCurrency } from '../chart/index.ts'
import { signedIn } from '../identity/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { Deps } from '../platform/deps.ts'
import type { App, Routes } from '../platform/http/app.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { networkOf } from '../platform/http/network.ts'
import { Problem } from '../platform/http/problems.ts'
import {
  answers,
  Attempt,
  CurrencyCode,
  MoneyAndTokens,
  Nullable,
  Page,
  pageQuery,
  PastedCode,
  PublicId,
  Timestamp,
  withSession,
} from '../platform/http/schemas.ts'
import { doneOr } from '../platform/http/submit.ts'
import { fromPublic, toPublic } from '../platform/ids.ts'
import { toMoneyAndTokens } from '../platform/money.ts'
import { issueRecord, issuesOf } from './issues.ts'
import { redeemVoucher } from './redeem-voucher.ts'
import { publicKeys } from './signing-keys.ts'

const closed = { additionalProperties: false } as const

export const fundingRoutes: Routes = (app, deps) => {
  redeemRoute(app, deps)
  issueRoutes(app, deps)
  keysRoute(app, deps)
}

const Redeemed = Type.Object(
  { amount: MoneyAndTokens, wallet: CurrencyCode, issue: PublicId('iss') },
  { ...closed, title: 'Redeemed' },
)

function redeemRoute(app: App, deps: Deps): void {
  app.post(
    '/api/wallet/vouchers/redeem',
    {
      schema: {
        operationId: 'redeemVoucher',
        summary: 'Add funds by a voucher',
        tags: ['wallet'],
        security: withSession,
        body: Type.Object(
          {
            attempt: Attempt,
            code: PastedCode(200, '25 digits, however grouped.'),
          },
          closed,
        ),
        response: answers({ 200: Redeemed }, [
          'not_a_member',
          'account_blocked',
          'voucher_unknown',
          'voucher_used',
          'voucher_expired',
        ]),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      const { attempt, code } = request.body
      const answer = doneOr(await redeemVoucher(deps, who, attempt, code, networkOf(request.ip)))
      const currency = assetCurrency(answer.asset)
      return {
        amount: toMoneyAndTokens(BigInt(answer.micros), currency),
        wallet: currency,
        issue: toPublic('iss', answer.issue),
      }
    },
  )
}

const Issue = Type.Object(
  {
    id: PublicId('iss'),
    amount: MoneyAndTokens,
    issued_at: Timestamp,
    method: Type.String(),
    reversed_at: Nullable(Timestamp),
  },
  { ...closed, title: 'TokenIssue' },
)

function issueRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/wallet/issues',
    {
      schema: {
        operationId: 'listIssues',
        summary: 'Tokens issued to you, newest first',
        tags: ['wallet'],
        security: withSession,
        querystring: Type.Object(pageQuery, closed),
        response: answers({ 200: Page(Issue) }),
      },
    },
    async (request) => {
      const { account } = await signedIn(deps, request)
      const { limit = 25, cursor } = request.query
      const found = await issuesOf(deps, account, { after: fromCursor(cursor), limit: limit + 1 })
      return pageOf(
        found,
        limit,
        (issue) => ({
          id: toPublic('iss', issue.id),
          amount: toMoneyAndTokens(issue.micros, assetCurrency(issue.asset)),
          issued_at: toRfc3339(issue.issuedAt),
          method: issue.method,
          reversed_at: issue.reversedAt === null ? null : toRfc3339(issue.reversedAt),
        }),
        ({ id, issuedAt }) => ({ at: issuedAt, id }),
      )
    },
  )
  app.get(
    '/api/wallet/issues/:iss/record',
    {
      schema: {
        operationId: 'retrieveIssueRecord',
        summary: 'The signed record of an issue, for your device to keep (R1a)',
        tags: ['wallet'],
        security: withSession,
        params: Type.Object({ iss: PublicId('iss') }),
        response: answers({ 200: Type.Object({ record: Type.String({ description: 'A JWS (RFC 7515).' }) }, closed) }),
      },
    },
    async (request) => {
      const { account } = await signedIn(deps, request)
      const record = await issueRecord(deps, account, fromPublic('iss', request.params.iss) ?? '')
      if (record === undefined) throw new Problem('not_found')
      return { record }
    },
  )
}

const PublicKey = Type.Object(
  {
    kty: Type.Literal('OKP'),
    crv: Type.Literal('Ed25519'),
    x: Type.String(),
    kid: Type.String(),
    alg: Type.Literal('EdDSA'),
    use: Type.Literal('sig'),
  },
  { ...closed, title: 'PublicKey' },
)

function keysRoute(app: App, deps: Deps): void {
  app.get(
    '/.well-known/jwks.json',
    {
      schema: {
        operationId: 'listPublicKeys',
        summary: 'Public keys of the records that the provider signs (RFC 7517)',
        tags: ['wallet'],
        security: [],
        response: answers({ 200: Type.Object({ keys: Type.Array(PublicKey) }, closed) }),
      },
    },
    async (_request, reply) => {
      return reply.header('cache-control', 'public, max-age=300').send({ keys: await publicKeys(deps) })
    },
  )
}
