import type { Id, Instant } from '@farthing/ledger'
import { defaultLanguage } from '@farthing/words'
import { payers } from '../account/index.ts'
import type { Deps } from '../platform/deps.ts'
import { dayInFull, sayIn } from '../platform/html/index.ts'
import { printPdf } from '../print/index.ts'
import { printLetterCode } from './letter-code.ts'
import { codeOfLetter } from './openings.ts'
import { postalPerson } from './postal-users.ts'
import { printUserNumber } from './user-number.ts'

/**
 * A letter with a code, as a PDF: the same bytes each time. `null`: it is on its way, was used or replaced, or is too old;
 * `undefined`: there is no such letter.
 */
export async function letterPdf(
  deps: Deps,
  letter: Id,
): Promise<{ readonly pdf: Buffer; readonly account: Id } | null | undefined> {
  const opening = await codeOfLetter(deps, letter)
  if (opening === undefined) return undefined
  const person = await postalPerson(deps, opening.user)
  if (opening.code === null || person === undefined) return null
  const { config } = deps
  const { account, code, createdAt, expiresAt } = opening
  const zone = (await deps.ledger.look({ rows: [[payers, account]] })).row(payers, account)?.state.timeZone ?? 'UTC'
  const t = sayIn(defaultLanguage)
  const day = (at: Instant) => dayInFull(t, at, zone)
  const pdf = await printPdf(config, {
    title: t('print.letter.title', { provider: config.providerName }),
    language: defaultLanguage,
    at: createdAt,
    date: day(createdAt),
    to: [person.name, ...person.address],
    blocks: [
      { kind: 'paragraph', text: t('print.letter.opened') },
      { kind: 'code', label: t('print.letter.code'), text: printLetterCode(code) },
      ...(person.number === null
        ? []
        : [{ kind: 'code', label: t('print.letter.number'), text: printUserNumber(person.number) } as const]),
      { kind: 'paragraph', text: t('print.letter.how', { url: new URL('/letter', config.publicUrl).href }) },
      { kind: 'paragraph', text: t('print.letter.good', { until: day(expiresAt) }) },
      { kind: 'paragraph', text: t('print.letter.unasked'), tone: 'small' },
    ],
  })
  return { pdf, account }
}
