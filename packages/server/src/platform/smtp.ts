// Handing a mail to the operator's mail server, and what became of that.
import nodemailer from 'nodemailer'
import type { Config } from './config.ts'

export type Mail = { readonly to: string; readonly subject: string; readonly text: string; readonly html?: string }

/** How a mail goes out, beside what it says. */
export type Sending = {
  /** Of the message, without the brackets: the same in every try, so that one that arrives twice is told as one. */
  readonly messageId: string
  /** Where it comes back to if nobody takes it (RFC 5321, reverse-path); default: the sender. */
  readonly returnTo?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The mail server did not take a mail. What the error says names nobody. */
export class MailFault extends Error {
  /** Status of SMTP; `undefined`: there was no answer. */
  readonly status: number | undefined
  /** What is refused for good, so that trying again is of no use; `undefined`: the server may take it later. */
  readonly refused: 'recipient' | 'message' | undefined

  constructor(message: string, status: number | undefined, refused: 'recipient' | 'message' | undefined) {
    super(message)
    this.status = status
    this.refused = refused
  }
}

/**
 * Hands a mail to the mail server. Programs that answer mails by themselves are told not to (RFC 3834).
 *
 * @throws {MailFault}
 */
export async function transmit(config: Config, mail: Mail, sending: Sending): Promise<void> {
  const { smtpUrl, mailFrom } = config
  if (smtpUrl === undefined) throw new Error('there is no FARTHING_SMTP_URL')
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    // Together less than the job's lease.
    connectionTimeout: 3_000,
    greetingTimeout: 3_000,
    socketTimeout: 5_000,
  })
  const { messageId, returnTo, headers } = sending
  try {
    await transport.sendMail({
      from: mailFrom,
      ...mail,
      messageId: `<${messageId}@${new URL(config.publicUrl).hostname}>`,
      headers: { 'Auto-Submitted': 'auto-generated', ...headers },
      ...(returnTo !== undefined && { envelope: { from: returnTo, to: mail.to } }),
    })
  } catch (error) {
    throw faultOf(error) // Without its cause: what the server said may name the address.
  } finally {
    transport.close()
  }
}

type SmtpError = { readonly code?: string; readonly responseCode?: number; readonly command?: string }

function faultOf(error: unknown): MailFault {
  const { code = 'for a reason that is not known', responseCode, command } = error as SmtpError
  if (responseCode === undefined)
    return new MailFault(`the mail server did not take the mail: ${code}`, undefined, undefined)
  // What it refuses before it heard of the recipient, such as our password, is the operator's to mend.
  const refused =
    responseCode < 500 ? undefined : command === 'RCPT TO' ? 'recipient' : command === 'DATA' ? 'message' : undefined
  return new MailFault(`the mail server answered ${responseCode}`, responseCode, refused)
}
