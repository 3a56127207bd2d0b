// What a payer chooses of notices, and what they were told, over HTTP.
import { Type } from 'typebox'
import { signedIn } from '../identity/index.ts'
import { toRfc3339 } from '../platform/clock.ts'
import type { App, Routes } from '../platform/http/app.ts'
import type { Deps } from '../platform/deps.ts'
import { fromCursor, pageOf } from '../platform/http/cursors.ts'
import { answers, Nullable, Page, pageQuery, PublicId, Timestamp, withSession } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import { askForAddress } from './confirm-address.ts'
import type { NoticeListed } from './list.ts'
import { noticesOf, reachedOf } from './list.ts'
import { chooseReceipts } from './store.ts'

const closed = { additionalProperties: false } as const
const common = { tags: ['wallet'], security: withSession }

const ReceiptsSchema = Type.Union([Type.Literal('each'), Type.Literal('daily'), Type.Literal('none')], {
  description:
    'Receipts by mail: one for each purchase (after twelve within an hour, one for the rest of it), one in the morning for the day before, or none.',
})

const Choices = Type.Object(
  {
    receipts: ReceiptsSchema,
    email: Nullable(Type.String({ description: 'Where notices go; `null`: you have no address.' })),
    reached: Type.Boolean({ description: '`false`: mails to the address came back, and nobody confirmed it since.' }),
    bounced_at: Nullable(Timestamp),
    withheld: Type.Boolean({ description: 'So many came back that only what your safety needs is sent.' }),
  },
  { ...closed, title: 'NoticeChoices' },
)

/** A notice, as the API tells of it. */
export const Sent = Type.Object(
  {
    id: PublicId('ntc'),
    object: Type.Literal('notice'),
    kind: Type.Union([Type.Literal('security'), Type.Literal('service'), Type.Literal('receipt')]),
    subject: Type.String(),
    created_at: Timestamp,
    state: Type.Union(
      [
        Type.Literal('gathering'),
        Type.Literal('waiting'),
        Type.Literal('sent'),
        Type.Literal('bounced'),
        Type.Literal('given_up'),
        Type.Literal('withheld'),
      ],
      {
        description:
          '`gathering`: receipts of a day or an hour that is not over. `sent`: the mail server took it. `bounced`: it came back. `given_up`: the mail server could not be reached. `withheld`: it was not to be sent any more.',
      },
    ),
    due_at: Nullable(Timestamp),
    ended_at: Nullable(Timestamp),
  },
  { ...closed, title: 'Notice' },
)

export const noticeRoutes: Routes = (app, deps) => {
  choiceRoutes(app, deps)
  app.get(
    '/api/wallet/notices/sent',
    {
      schema: {
        ...common,
        operationId: 'walletNotices',
        summary: 'What you were told by mail in the last 180 days, newest first',
        querystring: Type.Object(pageQuery, closed),
        response: answers({ 200: Page(Sent) }),
      },
    },
    async (request) => {
      const { user } = await signedIn(deps, request)
      const { limit = 25, cursor } = request.query
      const rows = await noticesOf(deps, { user }, { after: fromCursor(cursor), limit: limit + 1 })
      return pageOf(rows, limit, noticeJson, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
  )
}

function choiceRoutes(app: App, deps: Deps): void {
  app.get(
    '/api/wallet/notices',
    {
      schema: {
        ...common,
        operationId: 'getNoticeChoices',
        summary: 'Which receipts you get by mail, and whether mails reach you',
        response: answers({ 200: Choices }),
      },
    },
    async (request) => choicesOf(deps, await signedIn(deps, request)),
  )
  app.put(
    '/api/wallet/notices',
    {
      schema: {
        ...common,
        operationId: 'chooseNotices',
        summary: 'Choose which receipts you get by mail',
        body: Type.Object({ receipts: ReceiptsSchema }, closed),
        response: answers({ 200: Choices }),
      },
    },
    async (request) => {
      const who = await signedIn(deps, request)
      await chooseReceipts(deps, who.user, request.body.receipts)
      return choicesOf(deps, who)
    },
  )
  app.post(
    '/api/wallet/notices/confirm-address',
    {
      schema: {
        ...common,
        operationId: 'confirmNoticeAddress',
        summary: 'After mails came back: have a mail sent by which you say that the address is right',
        body: Type.Object({}, closed),
        response: answers({ 200: Type.Object({ sent: Type.Boolean() }, closed) }),
      },
    },
    async (request) => ({ sent: await askForAddress(deps, (await signedIn(deps, request)).user) }),
  )
}

async function choicesOf(deps: Deps, { user, email }: { readonly user: string; readonly email: string | null }) {
  const { receipts, reached, bouncedAt, withheld } = await reachedOf(deps, user)
  return { receipts, email, reached, withheld, bounced_at: bouncedAt === null ? null : toRfc3339(bouncedAt) }
}

const kinds = { security: 'security', service: 'service', receipt: 'receipt', detail: 'receipt' } as const

/** A notice as `Sent` has it. */
export const noticeJson = (notice: NoticeListed) => ({
  id: toPublic('ntc', notice.id),
  object: 'notice' as const,
  kind: kinds[notice.class],
  subject: notice.subject,
  created_at: toRfc3339(notice.createdAt),
  state: notice.state,
  due_at: notice.endedAt === null ? toRfc3339(notice.dueAt) : null,
  ended_at: notice.endedAt === null ? null : toRfc3339(notice.endedAt),
})
