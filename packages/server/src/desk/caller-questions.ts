// What a caller is asked: made of the books, so that only who uses the account knows. The right answer is kept as a hash
// alone, and the member of staff who asks never sees it.
import type { Id } from '@farthing/ledger'
import { defaultLanguage } from '@farthing/words'
import { payers } from '../account/index.ts'
import type { QuestionKind } from '../caller/index.ts'
import { movementsOf } from '../history/index.ts'
import { normalizeEmail, provenAddress } from '../identity/index.ts'
import { dayOf } from '../platform/calendar.ts'
import type { Deps } from '../platform/deps.ts'
import { moneyText, sayIn } from '../platform/html/index.ts'
import type { Currency, Micros } from '../platform/money.ts'
import { pastedText } from '../platform/text.ts'
import { openVendors } from '../vendor/index.ts'

/** A question that this account can be asked. */
export type Question = {
  readonly kind: QuestionKind
  /** As `plainAnswer` writes it. */
  readonly answer: string
  /** What the caller chooses from; `null`: they say it. */
  readonly choices: readonly string[] | null
}

const offered = 6

/** Questions from the books, in the order in which they are best asked. */
export async function questionsOf(deps: Deps, payer: Id): Promise<Question[]> {
  const row = (await deps.ledger.look({ rows: [[payers, payer]] })).row(payers, payer)
  if (row === undefined) return []
  const [bought] = (await movementsOf(deps, payer, { kinds: ['purchase'], limit: 1 }, sayIn(defaultLanguage))).rows
  const vendor = bought?.vendor ?? null
  const questions = [
    vendor === null ? undefined : await vendorQuestion(deps, vendor.name),
    bought === undefined ? undefined : amountQuestion(deps, -bought.micros, bought.currency),
    { kind: 'opened_month', answer: dayOf(row.openedAt, row.state.timeZone).slice(0, 7), choices: null } as const,
    await emailQuestion(deps, payer),
  ]
  return questions.filter((each) => each !== undefined)
}

/** At whom they bought last. Not asked where too few vendors are there to choose from. */
async function vendorQuestion(deps: Deps, name: string): Promise<Question | undefined> {
  const names = [...new Set((await openVendors(deps, 100)).map((each) => each.name))].filter((each) => each !== name)
  if (names.length < offered - 1) return undefined
  const others = shuffled(deps, names).slice(0, offered - 1)
  return {
    kind: 'recent_vendor',
    answer: plainAnswer('recent_vendor', name),
    choices: shuffled(deps, [name, ...others]),
  }
}

/** What they paid last, among amounts near it. */
function amountQuestion(deps: Deps, micros: Micros, currency: Currency): Question | undefined {
  if (micros <= 0n) return undefined
  const t = sayIn(defaultLanguage)
  const near = [
    micros / 4n,
    micros / 2n,
    (micros * 3n) / 4n,
    (micros * 5n) / 4n,
    (micros * 3n) / 2n,
    micros * 2n,
    micros * 3n,
    micros * 4n,
  ]
  const texts = [
    ...new Set(near.filter((each) => each > 0n && each !== micros).map((each) => moneyText(t, each, currency))),
  ]
  if (texts.length < offered - 1) return undefined
  const right = moneyText(t, micros, currency)
  const choices = shuffled(deps, [right, ...shuffled(deps, texts).slice(0, offered - 1)])
  return { kind: 'recent_amount', answer: plainAnswer('recent_amount', right), choices }
}

async function emailQuestion(deps: Deps, payer: Id): Promise<Question | undefined> {
  const email = await addressOf(deps, payer)
  return email === undefined ? undefined : { kind: 'email', answer: plainAnswer('email', email), choices: null }
}

/** The address on file: of the first member who has proven one. */
export async function addressOf(deps: Deps, payer: Id): Promise<string | undefined> {
  const row = (await deps.ledger.look({ rows: [[payers, payer]] })).row(payers, payer)
  return row === undefined ? undefined : provenAddress(deps, row.state.members)
}

/** In an order that tells nothing. */
function shuffled<T>({ random }: Deps, values: readonly T[]): T[] {
  const keyed = values.map((value) => ({ value, key: random.bytes(8).readBigUInt64BE() }))
  return keyed.sort((a, b) => (a.key < b.key ? -1 : 1)).map(({ value }) => value)
}

/** An answer as it is compared, however the caller said it and somebody typed it. */
export function plainAnswer(kind: QuestionKind, text: string): string {
  const plain = pastedText(text)
  switch (kind) {
    case 'email':
      return normalizeEmail(plain) ?? plain.toLowerCase()
    case 'mail_code':
      return plain.replaceAll(/\D/g, '')
    case 'opened_month':
    case 'recent_vendor':
    case 'recent_amount':
      return plain
  }
}
