// The tables that are registered with the ledger.
import type pg from 'pg'
import { demand, FinalFault } from '../faults.ts'
import { layoutOf } from '../table.ts'
import type { Layout } from '../table.ts'
import type { Table } from '../types.ts'
import { sqlTypes } from './codec.ts'

/**
 * The DDL of a registered table, to be run once, before a ledger that knows the table starts. Pages of a table that
 * is updated keep room, so that updates stay on them; add indexes of your own on `fixed` columns only.
 */
export function tableSql(table: Table): string {
  const { sqlNames, columns, changing } = layoutOf(table)
  const lines = columns.map(
    (each, i) => `  ${sqlNames[i] ?? ''} ${sqlTypes[each.type]}${each.nullable ? '' : ' NOT NULL'}`,
  )
  const fill = changing.length > 0 ? ' WITH (fillfactor = 60)' : ''
  return `CREATE TABLE IF NOT EXISTS ${table.name} (\n  id bytea PRIMARY KEY,\n${lines.join(',\n')}\n)${fill};\n`
}

type FoundColumn = {
  table_name: string
  column_name: string
  data_type: string
  is_nullable: string
  column_default: string | null
}

/** @throws {FinalFault} Naming every column that is not as it was registered. */
export async function checkSchema(client: pg.ClientBase, layouts: Iterable<Layout>): Promise<void> {
  const { rows } = await client.query<FoundColumn>(
    `SELECT table_name, column_name, data_type, is_nullable, column_default
       FROM information_schema.columns WHERE table_schema = current_schema()`,
  )
  const problems: string[] = []
  if (!rows.some((row) => row.table_name === 'ledger_head')) {
    throw new FinalFault('The tables of the ledger are missing: call migrate(client) first.')
  }
  for (const layout of layouts)
    problems.push(
      ...problemsOf(
        layout,
        rows.filter((row) => row.table_name === layout.table.name),
      ),
    )
  demand(problems.length === 0, `The database is not as registered. ${problems.join(' ')}`)
}

function problemsOf({ table, sqlNames, columns }: Layout, found: readonly FoundColumn[]): string[] {
  if (found.length === 0) return [`The table ${table.name} is missing.`]
  const wanted = new Map<string, { type: string; nullable: boolean }>([['id', { type: 'bytea', nullable: false }]])
  columns.forEach((each, i) => wanted.set(sqlNames[i] ?? '', { type: sqlTypes[each.type], nullable: each.nullable }))
  const problems: string[] = []
  for (const [name, { type, nullable }] of wanted) {
    const column = found.find((each) => each.column_name === name)
    if (!column) problems.push(`${table.name}.${name} is missing.`)
    else if (column.data_type !== type) problems.push(`${table.name}.${name} is ${column.data_type}, not ${type}.`)
    else if (nullable && column.is_nullable === 'NO') problems.push(`${table.name}.${name} does not take null.`)
  }
  for (const { column_name, is_nullable, column_default } of found) {
    if (!wanted.has(column_name) && is_nullable === 'NO' && column_default === null) {
      problems.push(`${table.name}.${column_name} is not registered and must be written.`)
    }
  }
  return problems
}
