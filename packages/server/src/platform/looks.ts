// Looks that find themselves, for what is told and shown: the same way as a rule reads, without its lock.
import type { Id, Keys, Ledger, RowKey, RowOf, Seen, Table } from '@farthing/ledger'

/** What a function that tells may look at. What is not known yet suspends it: so it must not catch what these throw. */
export type Looks = Pick<Seen, 'account' | 'row' | 'need'>

/** As often as one list of functions may be suspended: more is a function that looks at ever more keys. */
const maxRounds = 100

/**
 * Runs functions that look at the books. Each looks at what it needs; what one does not find is read together with what
 * the others lack, and it is run again. For a list of whatever length there are as many looks as the longest chain of keys
 * that lead to further keys.
 *
 * What they see may be a moment old, and of two moments: for telling and showing, never to decide on.
 *
 * @param options.fresh Not out of memory: what is read is at least as new as what this server has seen in the database.
 * @returns Of each function what it gave, in their order.
 */
export async function withLooks<T>(
  ledger: Pick<Ledger, 'look'>,
  functions: readonly ((looks: Looks) => T)[],
  options: { readonly fresh?: boolean } = {},
): Promise<T[]> {
  const known = new Known()
  const given: T[] = new Array<T>(functions.length)
  let waiting = functions.map((_, i) => i)
  for (let round = 0; round < maxRounds; round++) {
    waiting = waiting.filter((i) => {
      const result = known.run(functions[i] as (looks: Looks) => T)
      if (result !== suspended) given[i] = result
      return result === suspended
    })
    if (waiting.length === 0) return given
    await known.read(ledger, options)
  }
  throw new Error('a function that tells looks at ever more keys')
}

const suspended = Symbol('suspended')
type Found = Pick<Seen, 'account' | 'row'>

class Known implements Looks {
  private readonly accounts = new Map<Id, Found>()
  private readonly rows = new Map<Table, Map<Id, Found>>()
  private missingAccounts = new Set<Id>()
  private missingRows = new Map<Table, Set<Id>>()

  /** @returns `suspended` where the function looked at what is not known. */
  run<T>(tell: (looks: Looks) => T): T | typeof suspended {
    try {
      return tell(this)
    } catch (error) {
      if (error === suspended) return suspended
      throw error
    }
  }

  /** Reads all that was found missing. */
  async read(ledger: Pick<Ledger, 'look'>, options: { readonly fresh?: boolean }): Promise<void> {
    const accounts = [...this.missingAccounts]
    const rows = [...this.missingRows].flatMap(([table, keys]) => [...keys].map((key): RowKey => [table, key]))
    const found = await ledger.look({ accounts, rows }, options)
    for (const id of accounts) this.accounts.set(id, found)
    for (const [table, key] of rows) this.knownOf(table).set(key, found)
    this.missingAccounts = new Set()
    this.missingRows = new Map()
  }

  account(id: Id) {
    const found = this.accounts.get(id)
    if (found === undefined) return this.suspend({ accounts: [id] })
    return found.account(id)
  }
  row<T extends Table>(table: T, key: Id): RowOf<T> | undefined {
    const found = this.rows.get(table)?.get(key)
    if (found === undefined) return this.suspend({ rows: [[table, key]] })
    return found.row(table, key)
  }
  need(keys: () => Partial<Keys>): void {
    const { accounts = [], rows = [] } = keys()
    const missing = {
      accounts: accounts.filter((id) => !this.accounts.has(id)),
      rows: rows.filter(([table, key]) => this.rows.get(table)?.has(key) !== true),
    }
    if (missing.accounts.length + missing.rows.length > 0) this.suspend(missing)
  }

  private suspend({ accounts = [], rows = [] }: Partial<Keys>): never {
    for (const id of accounts) this.missingAccounts.add(id)
    for (const [table, key] of rows) {
      const keys = this.missingRows.get(table) ?? new Set<Id>()
      this.missingRows.set(table, keys.add(key))
    }
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- caught in `run`; an error would cost a stack
    throw suspended
  }
  private knownOf(table: Table): Map<Id, Found> {
    const known = this.rows.get(table) ?? new Map<Id, Found>()
    this.rows.set(table, known)
    return known
  }
}
