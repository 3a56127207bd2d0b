/** Of each table: its filters in the API's words, and what they may be. */
export type Filter = {
  readonly word: string
  readonly type: 'text' | 'date' | 'choice'
  readonly choices?: readonly string[]
}

export const tables = {
  users: [
    { word: 'email_verified', type: 'choice', choices: ['true', 'false'] },
    { word: 'status', type: 'choice', choices: ['open', 'blocked', 'closed'] },
    { word: 'from', type: 'date' },
    { word: 'to', type: 'date' },
  ],
  vendors: [
    { word: 'q', type: 'text' },
    { word: 'status', type: 'choice', choices: ['open', 'suspended'] },
    { word: 'from', type: 'date' },
    { word: 'to', type: 'date' },
  ],
  purchases: [
    {
      word: 'status',
      type: 'choice',
      choices: ['requested', 'authorized', 'captured', 'voided', 'expired', 'declined', 'refunded'],
    },
    { word: 'mode', type: 'choice', choices: ['live', 'test'] },
    { word: 'currency', type: 'choice', choices: ['USD', 'EUR', 'GBP', 'JPY'] },
    { word: 'vendor', type: 'text' },
    { word: 'payer', type: 'text' },
    { word: 'min', type: 'text' },
    { word: 'max', type: 'text' },
    { word: 'from', type: 'date' },
    { word: 'to', type: 'date' },
  ],
} as const satisfies Record<string, readonly Filter[]>

export type TableName = keyof typeof tables
export const isTable = (name: string): name is TableName => Object.hasOwn(tables, name)

/** The words of the URL that are filters of a table. */
export function filterOf(table: TableName, search: Readonly<Record<string, string>>): Record<string, string> {
  const known = new Set<string>(tables[table].map(({ word }) => word))
  return Object.fromEntries(Object.entries(search).filter(([word]) => known.has(word)))
}
