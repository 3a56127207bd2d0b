// A mail server that keeps what it is given.
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type Caught = { readonly from: string; readonly to: string; readonly raw: string }

export type MailCatcher = {
  readonly url: string
  readonly caught: Caught[]
  /** What it answers to a recipient, or to a message; `undefined`: it takes it. */
  refusal: { at: 'recipient' | 'message'; status: number } | undefined
  close(): Promise<void>
}

export async function aMailServer(): Promise<MailCatcher> {
  const refused = (at: 'recipient' | 'message'): Error | undefined =>
    catcher.refusal?.at === at
      ? Object.assign(new Error('no such mailbox'), { responseCode: catcher.refusal.status })
      : undefined
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    onRcptTo: (_address, _session, done) => done(refused('recipient')),
    onData(stream, { envelope }, done) {
      let raw = ''
      stream.on('data', (chunk) => (raw += String(chunk)))
      stream.on('end', () => {
        const refusal = refused('message')
        if (refusal !== undefined) return done(refusal)
        const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address
        catcher.caught.push({ from, to: envelope.rcptTo.map(({ address }) => address).join(), raw })
        done()
      })
    },
  })
  const listening = server.listen(0, '127.0.0.1')
  await once(listening, 'listening')
  const catcher: MailCatcher = {
    url: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    caught: [],
    refusal: undefined,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  }
  return catcher
}

/** A header of a mail, unfolded; empty where it has none. */
export const headerOf = ({ raw }: Caught, name: string): string =>
  new RegExp(`^${name}:(.*(?:\\r?\\n[ \\t].*)*)`, 'im')
    .exec(raw)?.[1]
    ?.replace(/\r?\n[ \t]+/g, ' ')
    .trim() ?? ''
