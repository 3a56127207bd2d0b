// Accounts that the desk opens for people who call (R8): by a link to their e-mail address, or where they have none, by a
// letter.
import type { Decision, Id } from '@farthing/ledger'
import { done, refused } from '@farthing/ledger'
import { Type } from 'typebox'
import { openAccount, openAccounts } from '../account/index.ts'
import { defineAct, forgetActText, keptActText, planLine, textValue, wordValue } from '../act/index.ts'
import type { Parsing } from '../act/index.ts'
import { callerNow } from '../caller/index.ts'
import type { Deps } from '../platform/deps.ts'
import { Problem } from '../platform/http/problems.ts'
import type { Refusal } from '../platform/http/submit.ts'
import { CurrencyCode, FreeText, Nullable, PublicId, TextLine, TimeZone } from '../platform/http/schemas.ts'
import { toPublic } from '../platform/ids.ts'
import type { Currency } from '../platform/money.ts'
import { maxAddressLines, unprintable } from '../print/index.ts'
import { callerInvited } from './events.ts'
import { queueLetter } from './letters.ts'
import { inviteCaller, writeLetterCode } from './openings.ts'
import { createPostalUser } from './postal-users.ts'
import { findByEmail, normalizeEmail } from './users.ts'

const closed = { additionalProperties: false } as const
const Opened = Type.Object(
  {
    opening: PublicId('opn'),
    sent: Type.Union([Type.Literal('mail'), Type.Literal('letter')]),
    account: Nullable(PublicId('acc')),
  },
  { ...closed, description: '`account`: by letter it is open at once; by mail, when the link is taken.' },
)

export const openForCaller = defineAct({
  name: 'account.open',
  says: 'Open an account for somebody who calls',
  permission: openAccounts,
  fresh: false,
  second: { when: 'never' },
  body: Type.Object(
    {
      name: { ...TextLine(100), title: 'Name', description: 'As the person writes it.' },
      email: Type.Optional({
        ...FreeText(254),
        title: 'E-mail',
        description: 'A link is sent there, with which the person opens the account. Left out: a letter is sent.',
      }),
      postal_address: Type.Optional(
        Type.Array(TextLine(60), {
          minItems: 1,
          maxItems: 5,
          title: 'Postal address',
          description: 'Below the name, a line each; for somebody without an e-mail address.',
        }),
      ),
      time_zone: { ...TimeZone, title: 'Time zone' },
      currency: Type.Unsafe<Currency>({ ...CurrencyCode, title: 'Currency of the wallet' }),
    },
    closed,
  ),
  refusals: ['invalid_request', 'account_exists'],
  async parse(deps, { name, email, postal_address: lines, time_zone: timeZone, currency }, parsing) {
    if ((email === undefined) === (lines === undefined))
      throw new Problem('invalid_request', {
        param: 'input.email',
        detail: 'Either an e-mail address or a postal address is needed, and not both. Nothing was done.',
      })
    const ids = { opening: parsing.id('opening'), user: parsing.id('user'), account: parsing.id('account') }
    const sent = email === undefined ? ('letter' as const) : ('mail' as const)
    const reached =
      email === undefined
        ? { address: printableLines(deps, name, lines ?? []) }
        : { email: await newAddress(deps, parsing, email) }
    // The identifier makes the text this attempt's own: another attempt for the same person does not forget it.
    const person = await parsing.keep(JSON.stringify({ opening: ids.opening, name, ...reached }))
    return { ...ids, sent, person, timeZone, currency }
  },
  subject: ({ sent, account }) => (sent === 'letter' ? { kind: 'payer', id: account } : null),
  // Whether the address has an account already, nothing here shows (see `newAddress`).
  plan: ({ sent, timeZone, currency }) => ({
    kind: 'plan',
    lines: [
      planLine('account', null, wordValue(sent === 'mail' ? 'opened_by_link' : 'opened_with_letter')),
      planLine('wallets', null, textValue(currency)),
      planLine('time_zone', null, textValue(timeZone)),
    ],
  }),
  decide({ sent, opening, user, account, timeZone, currency }, draft, at): Decision<Answer | Refusal> {
    if (sent === 'mail') {
      draft.record(callerInvited.of({ opening, sent, payer: null }))
      return done({ opening, sent, account: null })
    }
    const opened = openAccount.decide({ account, user, timeZone, currency: currency }, draft, at)
    if (opened.kind === 'refused') return refused({ code: 'conflict' })
    draft.record(callerInvited.of({ opening, sent, payer: account }))
    queueLetter(draft, { letter: opening, user, account }, at)
    return done({ opening, sent, account })
  },
  async after(deps, { opening, user, account, sent, person, timeZone, currency }) {
    const text = await keptActText(deps, person)
    if (text === undefined) return // It came to its end before.
    const ids = { id: opening, user, account }
    const { name, email = '', address = [] } = JSON.parse(text) as Reached
    if (sent === 'mail') {
      await inviteCaller(deps, ids, { name, email, timeZone, currency: currency })
    } else {
      await createPostalUser(deps, ids, { name, address })
      await writeLetterCode(deps, ids)
    }
    await forgetActText(deps, person)
  },
  answers: Opened,
  show: (_deps, { opening, sent, account }) => ({
    opening: toPublic('opn', opening),
    sent,
    account: account === null ? null : toPublic('acc', account),
  }),
})

type Answer = { readonly opening: Id; readonly sent: 'mail' | 'letter'; readonly account: Id | null }
type Reached = { readonly name: string; readonly email?: string; readonly address?: readonly string[] }

/**
 * An address as it is compared. Where it has an account, that is said to nobody but who has verified its owner: everybody
 * else gets the same answer as for a new one, and the owner a mail (T21).
 *
 * @throws {Problem} invalid_request; account_exists
 */
async function newAddress(deps: Deps, { staff }: Parsing, text: string): Promise<string> {
  const email = normalizeEmail(text)
  if (email === undefined)
    throw new Problem('invalid_request', { param: 'input.email', detail: 'This is no e-mail address.' })
  const known = await findByEmail(deps, email)
  if (known !== undefined && (await callerNow(deps, staff, known.account)) !== undefined) {
    throw new Problem('account_exists', {
      param: 'input.email',
      detail: 'The address has an account already. Nothing was done.',
      facts: { account: toPublic('acc', known.account) },
      audience: 'staff',
    })
  }
  return email
}

/** @throws {Problem} invalid_request where it does not fit the window, or the typeface lacks a character. */
function printableLines({ config }: Deps, name: string, lines: readonly string[]): readonly string[] {
  const most = maxAddressLines(config) - 1
  const wrong = (param: string, detail: string) => new Problem('invalid_request', { param, detail })
  if (lines.length > most)
    throw wrong('input.postal_address', `The window of the envelope has room for ${most} lines below the name.`)
  for (const [i, line] of [name, ...lines].entries()) {
    const missing = unprintable(line)
    const param = i === 0 ? 'input.name' : `input.postal_address.${i - 1}`
    if (missing.length > 0)
      throw wrong(
        param,
        `It holds what no letter can show: ${missing.join(', ')}. Write it in Latin, Greek or Cyrillic.`,
      )
  }
  return lines
}
