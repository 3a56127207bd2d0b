import './split-table.css'
import type { Split } from '../api/shapes.ts'
import { Cash, column, Tokens } from '../money/money.tsx'
import { isZero } from '../money/text.ts'

type Row = Pick<Split, 'paid' | 'given_back' | 'net'>
type Props = {
  split: Split
  /** What the reader calls the vendor, if not by its name. */
  vendor?: string
  /** What stands before the sum, where nothing was refunded. */
  total: string
}

/**
 * Who has what of a purchase: tokens and money where nothing was refunded, else what each party got, gave back and has
 * now. The server computes it; the amounts in each row and in each column add up.
 */
export function SplitTable({ split, vendor, total }: Props) {
  const refunded = !isZero(split.given_back)
  const rows: (Row & { name: string; role: string })[] = split.parties.map((each) => ({
    ...each,
    name: each.party === 'vendor' && vendor !== undefined ? vendor : each.name,
  }))
  const columns = refunded ? refundedColumns(split) : plainColumns(split)
  return (
    <div className="scroll" tabIndex={0} role="group" aria-label="Who got what, table">
      <table className="split">
        <thead>
          <tr>
            <th scope="col">Party</th>
            {columns.map(({ words }) => (
              <th key={words} scope="col" className="amts">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.name} ${row.role}`}>
              <td>
                <bdi>{row.name}</bdi>
                {row.role !== '' && <span className="dim">, {row.role}</span>}
              </td>
              <Cells row={row} columns={columns} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{refunded ? 'Together' : total}</td>
            <Cells row={split} columns={columns} />
          </tr>
        </tfoot>
      </table>
    </div>
  )
}

type Column = { words: string; of: keyof Row; kind: 'tokens' | 'money'; style: ReturnType<typeof column> }

const amountsOf = (split: Split, of: keyof Row) => [split, ...split.parties].map((row) => row[of])

const plainColumns = (split: Split): Column[] => [
  { words: 'Tokens', of: 'paid', kind: 'tokens', style: column(amountsOf(split, 'paid')) },
  { words: 'Money', of: 'paid', kind: 'money', style: column(amountsOf(split, 'paid'), 'money') },
]

const refundedColumns = (split: Split): Column[] =>
  (
    [
      ['Paid', 'paid'],
      ['Given back', 'given_back'],
      ['Now', 'net'],
    ] as const
  ).map(([words, of]) => ({ words, of, kind: 'money', style: column(amountsOf(split, of), 'money') }))

function Cells({ row, columns }: { row: Row; columns: readonly Column[] }) {
  return columns.map(({ words, of, kind, style }) => (
    <td key={words} className="amts" style={style}>
      {kind === 'tokens' ? <Tokens value={row[of]} /> : <Cash value={row[of]} />}
    </td>
  ))
}
