// A mail that came to the address for mails that come back.
import type { Deps } from '../platform/deps.ts'
import { noteBounce } from './bounced.ts'
import { noticeIn } from './links.ts'
import { maxReportBytes, readReport, recipientsOf } from './report.ts'

/** What became of it; all but `noted` change nothing. */
export type CameBack = 'noted' | 'known' | 'not ours' | 'no failure' | 'too large'

/**
 * Reads a mail that came back, and writes down that the notice did not arrive. Without the token that we put into the
 * address it changes nothing, whoever wrote it.
 *
 * @param recipient The address that it came to, where the mail server says it; else its headers are read.
 */
export async function takeBack(
  deps: Pick<Deps, 'secrets' | 'pool' | 'clock'>,
  message: string,
  recipient: string,
): Promise<CameBack> {
  if (message.length > maxReportBytes) return 'too large'
  const notice = noticeIn(deps, `${recipient}\n${recipientsOf(message)}`)
  if (notice === undefined) return 'not ours'
  const report = readReport(message)
  if (report === undefined) return 'no failure'
  const isNew = await noteBounce(deps, notice, { status: report.status, ofAddress: report.isPermanent })
  return isNew ? 'noted' : 'known'
}
