import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { type Findings, sourcesOf } from './sources.ts'

/** What a file exports by name, and what it takes from other files; `*` is everything. */
type Names = { exports: Set<string>; takes: { from: string; names: string[] }[] }

/**
 * Finds what is exported and taken by no other file. Doors of packages that others install are their readers' to use, so
 * they are not asked; a default export belongs to a tool; a type may be exported for the signature that it stands in.
 * ts-unused-exports does not follow imports that end in `index.ts`.
 */
export function checkExports(root: string, sources = sourcesOf(root)): Findings {
  const doors = packageDoors(root, sources)
  const files = new Map(sources.map((path) => [path, namesOf(path, readFileSync(join(root, path), 'utf8'))]))
  const taken = new Map<string, Set<string>>()
  for (const [path, { takes }] of files) {
    for (const { from, names } of takes) {
      const target = from.startsWith('.') ? relative(root, join(root, dirname(path), from)) : doors.get(from)?.path
      if (target === undefined || target === path) continue
      taken.set(target, new Set([...(taken.get(target) ?? []), ...names]))
    }
  }
  const open = new Set([...doors.values()].filter(({ isPublic }) => isPublic).map(({ path }) => path))
  const problems = [...files].flatMap(([path, { exports }]) => {
    const used = taken.get(path) ?? new Set()
    if (open.has(path) || used.has('*')) return []
    return [...exports].filter((name) => !used.has(name)).map((name) => `${path}: ${name}`)
  })
  return { problems: sources.length === 0 ? ['no source file found'] : problems, seen: `${sources.length} files` }
}

type Door = { path: string; isPublic: boolean }

/** `@farthing/ledger` → `packages/ledger/src/index.ts`, from the `exports` of every package of ours. */
function packageDoors(root: string, sources: string[]): Map<string, Door> {
  const folders = new Set(sources.map((path) => path.split('/').slice(0, 2).join('/')))
  const doors = new Map<string, Door>()
  for (const folder of [...folders, ...[...folders].map(dirname)]) {
    const file = join(root, folder, 'package.json')
    if (!existsSync(file)) continue
    const { name, exports, private: isPrivate } = JSON.parse(readFileSync(file, 'utf8')) as Manifest
    for (const [subpath, path] of Object.entries(exports ?? {})) {
      if (name !== undefined) doors.set(join(name, subpath), { path: join(folder, path), isPublic: isPrivate !== true })
    }
  }
  return doors
}

type Manifest = { name?: string; private?: boolean; exports?: Record<string, string> }

function namesOf(path: string, text: string): Names {
  const found: Names = { exports: new Set(), takes: [] }
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, false)
  for (const statement of file.statements) readStatement(statement, found)
  readInner(file, found)
  return found
}

function readStatement(statement: ts.Statement, found: Names): void {
  if (ts.isImportDeclaration(statement)) {
    found.takes.push({ from: textOf(statement.moduleSpecifier), names: takenBy(statement.importClause) })
  } else if (ts.isExportDeclaration(statement)) {
    const { exportClause, moduleSpecifier } = statement
    const elements = exportClause !== undefined && ts.isNamedExports(exportClause) ? exportClause.elements : undefined
    if (!statement.isTypeOnly) {
      for (const { name, isTypeOnly } of elements ?? []) if (!isTypeOnly) found.exports.add(name.text)
    }
    if (moduleSpecifier === undefined) return
    const names = elements?.map(({ name, propertyName }) => (propertyName ?? name).text) ?? ['*']
    found.takes.push({ from: textOf(moduleSpecifier), names })
  } else if (ts.canHaveModifiers(statement) && has(statement, ts.SyntaxKind.ExportKeyword)) {
    if (!has(statement, ts.SyntaxKind.DefaultKeyword)) for (const name of declared(statement)) found.exports.add(name)
  }
}

// import('./a.ts') may take anything; import('./a.ts').A, as a type, takes one name.
function readInner(node: ts.Node, found: Names): void {
  const [argument] =
    ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : []
  if (argument !== undefined) found.takes.push({ from: textOf(argument), names: ['*'] })
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
    const name = node.qualifier !== undefined && ts.isIdentifier(node.qualifier) ? node.qualifier.text : '*'
    found.takes.push({ from: textOf(node.argument.literal), names: [name] })
  }
  node.forEachChild((child) => readInner(child, found))
}

function takenBy(clause: ts.ImportClause | undefined): string[] {
  const bindings = clause?.namedBindings
  if (bindings === undefined) return []
  if (ts.isNamespaceImport(bindings)) return ['*']
  return bindings.elements.map(({ name, propertyName }) => (propertyName ?? name).text)
}

function declared(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement))
    return statement.declarationList.declarations.flatMap(({ name }) => bound(name))
  const isNamed = ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)
  return isNamed && statement.name !== undefined ? [statement.name.text] : []
}

function bound(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text]
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : bound(element.name)))
}

const has = (node: ts.HasModifiers, kind: ts.SyntaxKind): boolean =>
  ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) === true

const textOf = (node: ts.Node): string => (ts.isStringLiteralLike(node) ? node.text.replace(/\?.*/, '') : '')
