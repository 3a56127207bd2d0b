import type { DemoSeed } from '@farthing/server'
import type { DemoSettings } from './settings.ts'

/** What to open and what to try, for the terminal. */
export function welcome(
  { provider, courier, halfstep }: DemoSettings,
  { people, staff, vouchers }: DemoSeed,
  where: string,
): string {
  const pages = [
    [courier.publicUrl, 'The Fenland Courier, a newspaper that sells by the article'],
    [halfstep.publicUrl, 'Halfstep Records: a song, three plays or for ever'],
    [provider.publicUrl, 'the wallet, and for vendors the console'],
    [`${provider.publicUrl}/desk`, 'the desk of the provider’s own people'],
    [`${provider.publicUrl}/dev/mail`, 'every e-mail that was sent'],
    [`${provider.publicUrl}/docs`, 'the API that both vendors use'],
  ]
  const person = people[0]
  return `
  Farthing is running.

  Open
${columns(pages)}

  Sign in as
${columns(people.map(({ email, password, about }) => [email, password, about]))}

  At the desk, with a code of any authenticator app that was given the secret
${columns(staff.map(({ email, password, secret, about }) => [email, password, secret, about]))}

  Vouchers, for Add funds
${columns(vouchers.map(({ code, amount, currency }) => [code, `${amount} ${currency}`]))}

  Try
    1. Read an article at the Courier: sign in${person === undefined ? '' : ` as ${person.email}`} and approve once.
    2. Buy a song at Halfstep: no second login, one click.
    3. Redeem a voucher in the wallet, then look at History and at what each author got.

  Ctrl-C stops everything; the data stay in ${where}. The same without a browser: npm run tour
`
}

function columns(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)))
  return rows
    .map((row) => `    ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd())
    .join('\n')
}
