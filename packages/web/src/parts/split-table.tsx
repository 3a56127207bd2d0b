import './split-table.css'
import type { Split } from '../api/shapes.ts'
import { Cash, column, Tokens } from '../money/money.tsx'
import { isZero } from '../money/text.ts'
import { Rich, t } from '../words/say.tsx'

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
    <div className="scroll" tabIndex={0} role="group" aria-label={t('shared.split.label')}>
      <table className="split">
        <thead>
          <tr>
            <th scope="col">{t('shared.split.party')}</th>
            {columns.map(({ words, of, kind }) => (
              <th key={of + kind} scope="col" className="amts">
                {words}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.name} ${row.role}`}>
              <td>
                <PartyName name={row.name} role={row.role} />
              </td>
              <Cells row={row} columns={columns} />
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{refunded ? t('shared.split.together') : total}</td>
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
  { words: t('shared.money.tokensHead'), of: 'paid', kind: 'tokens', style: column(amountsOf(split, 'paid')) },
  { words: t('shared.money.moneyHead'), of: 'paid', kind: 'money', style: column(amountsOf(split, 'paid'), 'money') },
]

const refundedColumns = (split: Split): Column[] =>
  (
    [
      [t('shared.split.paid'), 'paid'],
      [t('shared.split.givenBack'), 'given_back'],
      [t('shared.split.now'), 'net'],
    ] as const
  ).map(([words, of]) => ({ words, of, kind: 'money', style: column(amountsOf(split, of), 'money') }))

/** A party and what it did, such as its author; of the vendor and the provider nothing is said beside the name. */
export function PartyName({ name, role }: { name: string; role: string }) {
  if (role === '') return <bdi>{name}</bdi>
  return <Rich say="shared.split.partyAndRole" with={{ name: <bdi>{name}</bdi>, role }} />
}

function Cells({ row, columns }: { row: Row; columns: readonly Column[] }) {
  return columns.map(({ of, kind, style }) => (
    <td key={of + kind} className="amts" style={style}>
      {kind === 'tokens' ? <Tokens value={row[of]} /> : <Cash value={row[of]} />}
    </td>
  ))
}
