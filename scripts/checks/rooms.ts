import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

/** Where the rooms of the server lie, and the root's list of them. */
const serverFolder = 'packages/server/src'
const listFile = `${serverFolder}/rooms.ts`
/** Rooms that show how one is made, and that no provider has but that of their tests. */
const examplesFile = `${serverFolder}/rooms-fixtures.ts`

/** Folders of the server that are no rooms: the commands stand above the root. */
const noRooms: ReadonlySet<string> = new Set(['cli'])

/** What tests share stands beside them. */
const onlyForTests = /(\.test|fixtures?|\/testing)\.tsx?$/

/**
 * The rooms of the server in the order of the root's list, each below those that stand after it. Read from the text, so
 * that a check needs to run nothing of the server.
 *
 * @throws Error Where `rooms.ts` has no list, or names a room that it does not import from its folder.
 */
export const roomsIn = (root: string): string[] => listedIn(root, listFile)

/** The rooms that tests add to the root's list: they stand above all others, and what ships imports none of them. */
export const exampleRoomsIn = (root: string): string[] => listedIn(root, examplesFile)

function listedIn(root: string, listFile: string): string[] {
  const path = join(root, listFile)
  if (!existsSync(path)) return []
  const file = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, false)
  const folders = new Map<string, string>()
  let list: ts.ArrayLiteralExpression | undefined
  for (const statement of file.statements) {
    if (ts.isImportDeclaration(statement)) readFolders(statement, folders)
    if (ts.isVariableStatement(statement)) list ??= listIn(statement)
  }
  if (list === undefined)
    throw new Error(`${listFile} has no list of rooms: \`export const rooms = composeRooms([…])\``)
  return list.elements.flatMap((element) => {
    if (ts.isSpreadElement(element)) return []
    const folder = ts.isIdentifier(element) ? folders.get(element.text) : undefined
    if (folder === undefined) throw new Error(`${listFile} lists something that it imports from no room's folder`)
    return folder
  })
}

function readFolders({ moduleSpecifier, importClause }: ts.ImportDeclaration, folders: Map<string, string>): void {
  const folder = ts.isStringLiteral(moduleSpecifier) ? /^\.\/([^/]+)\//.exec(moduleSpecifier.text)?.[1] : undefined
  const bindings = importClause?.namedBindings
  if (folder === undefined || bindings === undefined || !ts.isNamedImports(bindings)) return
  for (const { name, propertyName } of bindings.elements) {
    if (propertyName?.text === 'room') folders.set(name.text, folder)
  }
}

function listIn({ declarationList }: ts.VariableStatement): ts.ArrayLiteralExpression | undefined {
  const declaration = declarationList.declarations.find(({ name }) => ts.isIdentifier(name) && /^rooms/.test(name.text))
  const call = declaration?.initializer
  const [list] = call !== undefined && ts.isCallExpression(call) ? call.arguments : []
  return list !== undefined && ts.isArrayLiteralExpression(list) ? list : undefined
}

/** Every folder of the server that has more than tests and stands in no list: nothing would guard it. */
export function unlistedFolders(sources: readonly string[], rooms: readonly string[]): string[] {
  const folders = sources.flatMap((path) => {
    const folder = new RegExp(`^${serverFolder}/([^/]+)/`).exec(path)?.[1]
    return folder === undefined || onlyForTests.test(path) ? [] : [folder]
  })
  return [...new Set(folders)].filter((folder) => !rooms.includes(folder) && !noRooms.has(folder)).sort()
}
