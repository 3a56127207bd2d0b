import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { exampleRoomsIn, roomsIn } from './rooms.ts'
import { type Findings, sourcesOf } from './sources.ts'

/** No file of the server names its tables: its package offers what may be joined of them (`relations`). */
const ledger = 'the ledger'

const forTests = /(\.test|fixtures?|\/testing)\.ts$/

/**
 * Holds that the SQL of a file names tables of the file's own room alone: those of another room are read through its
 * door, by a function or by a piece of SQL that it exports. A table belongs to the room whose migrations make it; those of the
 * ledger belong to no room, and its package alone names them. Tests may look at what they like.
 */
export function checkSql(root: string, sources = sourcesOf(root)): Findings {
  const owners = new Map<string, string>()
  const problems: string[] = []
  for (const { owner, path, text } of migrationsOf(root)) {
    for (const table of tablesMadeIn(text)) {
      const other = owners.get(table)
      if (other !== undefined) problems.push(`${path}: makes ${table}, which is made by ${other}`)
      owners.set(table, owner)
    }
  }
  for (const { owner, path, text } of migrationsOf(root)) problems.push(...foreignIn(text, path, [owner], owners))
  let seen = 0
  for (const path of sources) {
    const room = /^packages\/server\/src\/([^/]+)\//.exec(path)?.[1]
    if (room === undefined || forTests.test(path)) continue
    for (const text of textsIn(path, readFileSync(join(root, path), 'utf8'))) {
      seen += tablesNamedIn(text).length
      problems.push(...foreignIn(text, path, [room], owners))
      // What is changed is named where it is changed, or nobody can say whose it is.
      if (/\b(?:DELETE FROM|INSERT INTO|UPDATE)\s+\$0/.test(text))
        problems.push(`${path}: writes to a table that it does not name`)
    }
  }
  return {
    problems: owners.size === 0 ? ['no table found'] : problems,
    seen: `${owners.size} tables, named ${seen} times`,
  }
}

type MigrationFile = { readonly owner: string; readonly path: string; readonly text: string }

function migrationsOf(root: string): MigrationFile[] {
  const folders = [
    { owner: ledger, folder: 'packages/ledger/migrations' },
    ...[...roomsIn(root), ...exampleRoomsIn(root)].map((room) => ({
      owner: room,
      folder: `packages/server/src/${room}/migrations`,
    })),
  ]
  return folders.flatMap(({ owner, folder }) => {
    if (!existsSync(join(root, folder))) return []
    const names = readdirSync(join(root, folder)).filter((name) => name.endsWith('.sql'))
    return names.map((name) => {
      const path = join(folder, name)
      return { owner, path, text: readFileSync(join(root, path), 'utf8').replaceAll(/--.*/g, '') }
    })
  })
}

const tablesMadeIn = (sql: string): string[] =>
  [...sql.matchAll(/\bCREATE TABLE (?:IF NOT EXISTS )?(\w+)/gi)].flatMap(([, table]) => table ?? [])

/** Of every table that is named and is another's: a sentence. */
function foreignIn(sql: string, path: string, own: readonly string[], owners: ReadonlyMap<string, string>): string[] {
  return tablesNamedIn(sql).flatMap((table) => {
    const owner = owners.get(table)
    return owner === undefined || own.includes(owner) ? [] : [`${path}: names ${table}, a table of ${owner}`]
  })
}

/**
 * What stands where SQL has a table: `FROM a x, b y`, `JOIN a`, `UPDATE a`, `INTO a`, `USING a`, `TABLE a`, `ON a (…)` of
 * an index. What a query names itself by WITH is nobody's table, unless it is called like one.
 */
function tablesNamedIn(sql: string): string[] {
  const starts = /\b(?:FROM|JOIN|UPDATE|INTO|USING|TABLE(?: IF EXISTS)?|INDEX \w+ ON)\s+(?:ONLY\s+)?/g
  return [...sql.matchAll(starts)].flatMap((start) => {
    const [list = ''] = sql.slice(start.index + start[0].length).split(listEnd, 1)
    return list.split(',').flatMap((item) => /^\s*(?:public\.)?"?([a-z_]\w*)"?/.exec(item)?.[1] ?? [])
  })
}

/** What ends a list of tables. */
const listEnd =
  /[;()]|\b(?:WHERE|JOIN|LEFT|RIGHT|FULL|INNER|CROSS|LATERAL|ON|USING|ORDER|GROUP|HAVING|LIMIT|OFFSET|FOR|SET|SELECT|VALUES|DEFAULT|UNION|EXCEPT|INTERSECT|RETURNING|ADD|ALTER|DROP|RENAME)\b/

/** Every text that a file writes, with a mark for what is put into it. */
function textsIn(path: string, source: string): string[] {
  const texts: string[] = []
  const read = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) texts.push(node.text)
    else if (ts.isTemplateExpression(node)) {
      texts.push([node.head.text, ...node.templateSpans.map((span) => span.literal.text)].join('$0'))
    }
    node.forEachChild(read)
  }
  read(ts.createSourceFile(path, source, ts.ScriptTarget.Latest, false))
  return texts
}
