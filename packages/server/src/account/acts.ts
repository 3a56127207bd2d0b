// What staff do to payers' accounts.
import type { Id } from '@farthing/ledger'
import { Type } from 'typebox'
import { besideLine, countValue, defineAct, planLine, rehearse, wordValue } from '../act/index.ts'
import { Problem } from '../platform/http/problems.ts'
import { OneOf, PublicId } from '../platform/http/schemas.ts'
import { fromPublic } from '../platform/ids.ts'
import { permission } from '../staff/index.ts'
import { block, release } from './block.ts'
import type { BlockReason } from './tables.ts'
import { blockReasons, payers } from './tables.ts'

export const blockAccounts = permission('accounts.block', {
  says: 'Block and release accounts',
  roles: ['support', 'risk'],
})

const closed = { additionalProperties: false } as const

/** The account that an act's input names. @throws {Problem} not_found */
export function accountIn({ account }: { readonly account: string }): Id {
  const payer = fromPublic('acc', account)
  if (payer === undefined) throw new Problem('not_found')
  return payer
}

export const blockAccount = defineAct({
  name: 'account.block',
  says: 'Block an account',
  permission: blockAccounts,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object({ account: PublicId('acc'), why: OneOf(blockReasons) }, closed),
  refusals: ['not_found', 'account_blocked'],
  parse: (_deps, body): { readonly payer: Id; readonly why: BlockReason } => ({
    payer: accountIn(body),
    why: body.why,
  }),
  subject: ({ payer }) => ({ kind: 'payer', id: payer }),
  plan: (input, draft, at) =>
    rehearse(
      draft,
      () => block(draft, input, at),
      () => ({
        kind: 'plan',
        lines: [
          planLine('account_status', wordValue('open'), wordValue('blocked')),
          planLine('why', null, wordValue(input.why)),
          besideLine('members', null, countValue(draft.row(payers, input.payer)?.state.members.length ?? 0)),
        ],
        payer: input.payer,
      }),
    ),
  decide: (input, draft, at) => block(draft, input, at),
})

export const releaseAccount = defineAct({
  name: 'account.release',
  says: 'Open a blocked account again',
  permission: blockAccounts,
  fresh: true,
  second: { when: 'never' },
  body: Type.Object({ account: PublicId('acc') }, closed),
  refusals: ['not_found', 'account_not_blocked'],
  parse: (_deps, body): { readonly payer: Id } => ({ payer: accountIn(body) }),
  subject: ({ payer }) => ({ kind: 'payer', id: payer }),
  plan: (input, draft) =>
    rehearse(
      draft,
      () => release(draft, input),
      () => ({
        kind: 'plan',
        lines: [planLine('account_status', wordValue('blocked'), wordValue('open'))],
        payer: input.payer,
      }),
    ),
  decide: (input, draft) => release(draft, input),
})
