import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { checkExports } from './exports.ts'
import { checkImports } from './imports.ts'
import { checkRequirements } from './requirements.ts'
import { checkSql } from './sql.ts'
import { checkWords } from './words.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'farthing-checks-'))
})

afterEach(() => rmSync(root, { recursive: true }))

function write(files: Record<string, string>): string[] {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  return Object.keys(files)
}

describe('the import rules', () => {
  const tsconfig = { 'tsconfig.json': '{"compilerOptions":{"module":"nodenext","allowImportingTsExtensions":true}}' }
  const server = (room: string) => `packages/server/src/${room}`
  const uses = (path: string) => `import { x } from '${path}'\nexport const y = x\n`
  const leaf = 'export const x = 1\n'
  const roomsFile = (rooms: readonly string[]) => ({
    [server('rooms.ts')]:
      rooms.map((room) => `import { room as ${room} } from './${room}/index.ts'\n`).join('') +
      `export const rooms = composeRooms([${rooms.join(', ')}])\n`,
  })

  async function broken(
    files: Record<string, string>,
    rooms = ['platform', 'wallet', 'mandate', 'purchase', 'pages'],
  ): Promise<string[]> {
    write({ ...tsconfig, ...roomsFile(rooms) })
    const { problems } = await checkImports(root, write(files))
    return problems.map((problem) => problem.replace(/:.*/, '')).sort()
  }

  test('let a room through the door of another', async () => {
    const files = { [server('purchase/capture.ts')]: uses('../wallet/index.ts'), [server('wallet/index.ts')]: leaf }
    expect(await broken(files)).toEqual([])
  })

  test.each([
    ['door', server('purchase/capture.ts'), server('wallet/draw.ts'), '../wallet/draw.ts'],
    ['purchase-on-top', server('wallet/draw.ts'), server('purchase/index.ts'), '../purchase/index.ts'],
    ['purchase-on-top', server('mandate/create.ts'), server('purchase/index.ts'), '../purchase/index.ts'],
    ['platform-knows-no-business', server('platform/ids.ts'), server('wallet/index.ts'), '../wallet/index.ts'],
    ['room-order', server('wallet/draw.ts'), server('mandate/index.ts'), '../mandate/index.ts'],
    ['room-order', server('purchase/buy.ts'), server('pages/index.ts'), '../pages/index.ts'],
    ['root-on-top', server('wallet/draw.ts'), server('provider.ts'), '../provider.ts'],
    ['cli-last', server('wallet/draw.ts'), server('cli/index.ts'), '../cli/index.ts'],
    ['rules-are-pure', server('wallet/rules.ts'), server('wallet/store.ts'), './store.ts'],
    ['routes-on-top', server('wallet/redeem.ts'), server('wallet/routes.ts'), './routes.ts'],
    ['ledger-alone', 'packages/ledger/src/a.ts', 'packages/server/src/index.ts', '../../server/src/index.ts'],
    [
      'examples-by-sdk',
      'examples/shop/src/a.ts',
      'packages/server/src/index.ts',
      '../../../packages/server/src/index.ts',
    ],
    ['web-and-sdk-by-document', 'packages/web/src/a.ts', 'packages/ledger/src/b.ts', '../../ledger/src/b.ts'],
    ['no-tools-in-product', 'packages/ledger/src/a.ts', 'bench/src/b.ts', '../../../bench/src/b.ts'],
    ['no-tests-imported', 'bench/src/a.ts', 'bench/src/b.test.ts', './b.test.ts'],
  ])('hold %s', async (rule, from, to, path) => {
    expect(await broken({ [from]: uses(path), [to]: leaf })).toContain(rule)
  })

  test('guard a new room from its first day, by its place in the list', async () => {
    const up = { [server('tip/give.ts')]: uses('../purchase/index.ts'), [server('purchase/index.ts')]: leaf }
    const down = { [server('wallet/draw.ts')]: uses('../tip/index.ts'), [server('tip/index.ts')]: leaf }
    const inside = { [server('purchase/buy.ts')]: uses('../tip/give.ts'), [server('tip/give.ts')]: leaf }
    expect(await broken(up, ['wallet', 'tip', 'purchase'])).toEqual(['purchase-on-top'])
    expect(await broken(down, ['wallet', 'tip', 'purchase'])).toEqual(['room-order'])
    expect(await broken(inside, ['wallet', 'tip', 'purchase'])).toEqual(['door'])
  })

  test('let no folder stand in no list', async () => {
    const files = {
      [server('tip/give.ts')]: leaf,
      [server('contract/contract.test.ts')]: leaf,
      [server('cli/seed.ts')]: leaf,
    }
    expect(await broken(files)).toEqual(['no-room'])
    expect(await broken(files, ['platform', 'tip'])).toEqual([])
  })

  test('guard a room that only tests have, and keep it out of what ships', async () => {
    const example = (imports: string) => ({
      [server('rooms-fixtures.ts')]:
        `import { room as tip } from './tip/index.ts'\n` +
        `export const roomsWithTip = composeRooms([...rooms, tip])\n`,
      [server('tip/index.ts')]: uses(imports).replace('const y', 'const room'),
      [server('wallet/index.ts')]: leaf,
      [server('wallet/draw.ts')]: leaf,
    })
    expect(await broken(example('../wallet/index.ts'))).toEqual([])
    expect(await broken(example('../wallet/draw.ts'))).toEqual(['door'])
    const shipped = { ...example('../wallet/index.ts'), [server('pages/front.ts')]: uses('../tip/index.ts') }
    expect(await broken(shipped)).toEqual(expect.arrayContaining(['no-example-in-product']))
  })

  test('see type imports, cycles, and imports that lead nowhere', async () => {
    const type = (path: string, name: string) => `import type { ${name} } from '${path}'\n`
    const files = {
      'bench/src/a.ts': `${type('./b.ts', 'B')}export type A = B\n`,
      'bench/src/b.ts': `${type('./a.ts', 'A')}export type B = A\n`,
      'bench/src/c.ts': uses('./nowhere.ts'),
    }
    expect(await broken(files)).toEqual(['found', 'no-cycles'])
  })

  test('call it a failure when nothing was seen', async () => {
    expect(await broken({})).toEqual(['no source file found'])
  })
})

describe('the SQL of a room', () => {
  const server = (path: string) => `packages/server/src/${path}`
  const rooms = {
    [server('rooms.ts')]:
      "import { room as vendor } from './vendor/index.ts'\nimport { room as tip } from './tip/index.ts'\n" +
      'export const rooms = composeRooms([vendor, tip])\n',
    [server('vendor/migrations/0001-vendor.sql')]:
      'CREATE TABLE vendors (id bytea);\n-- CREATE TABLE old (id bytea);\n',
    [server('tip/migrations/0001-tip.sql')]: 'CREATE TABLE tips (id bytea);\nCREATE INDEX tips_by ON tips (id);\n',
    'packages/ledger/migrations/0001-core.sql': 'CREATE TABLE ledger_head (seq bigint);',
  }
  const problems = (files: Record<string, string>) => {
    write(rooms)
    return checkSql(
      root,
      write(files).filter((path) => path.endsWith('.ts')),
    ).problems
  }
  const says = (text: string) => problems({ [server('tip/store.ts')]: `const text = \`${text}\`\n` })
  const foreign = `${server('tip/store.ts')}: names vendors, a table of vendor`

  test('names its own tables alone', () => {
    expect(
      says('SELECT id FROM tips t JOIN ${vendorsSql} v ON v.id = t.id WHERE vendors > 1 ORDER BY t.id, vendors'),
    ).toEqual([])
    expect(problems({ [server('vendor/store.ts')]: "const text = 'DELETE FROM vendors'" })).toEqual([])
    expect(problems({ [server('tip/give.test.ts')]: "const text = 'SELECT FROM vendors'" })).toEqual([]) // Tests look.
  })

  test.each([
    'SELECT name FROM vendors WHERE id = ${id}',
    'SELECT t.id FROM tips t JOIN vendors v ON v.id = t.id',
    'SELECT t.id FROM tips t, vendors v WHERE v.id = t.id',
    'UPDATE vendors SET name = $1',
    'INSERT INTO vendors (id) VALUES ($1)',
    'DELETE FROM tips USING vendors WHERE true',
    'WITH one AS (SELECT ${column} FROM vendors) SELECT FROM one',
  ])('finds a planted breach: %s', (text) => {
    expect(says(text)).toEqual([foreign])
  })

  test('names no table of the ledger', () => {
    const text = "const text = 'SELECT seq FROM ledger_head'"
    expect(problems({ [server('tip/store.ts')]: text })).toEqual([
      `${server('tip/store.ts')}: names ledger_head, a table of the ledger`,
    ])
  })

  test('writes to no table that it does not name', () => {
    expect(says('DELETE FROM ${table} WHERE id = 1')).toEqual([
      `${server('tip/store.ts')}: writes to a table that it does not name`,
    ])
  })

  test('makes and changes its own tables alone, each made once', () => {
    expect(problems({ [server('tip/migrations/0002-more.sql')]: 'ALTER TABLE vendors ADD COLUMN tips int;' })).toEqual([
      `${server('tip/migrations/0002-more.sql')}: names vendors, a table of vendor`,
    ])
    expect(problems({ [server('tip/migrations/0002-more.sql')]: 'CREATE TABLE vendors (id bytea);' })).toEqual([
      `${server('tip/migrations/0002-more.sql')}: makes vendors, which is made by vendor`,
      `${server('vendor/migrations/0001-vendor.sql')}: names vendors, a table of tip`,
    ])
  })
})

describe('what is exported', () => {
  const problems = (files: Record<string, string>) => checkExports(root, write(files)).problems

  test('is taken by another file, through doors and by whatever kind of import', () => {
    const files = {
      'bench/src/a.ts': 'export const one = 1, two = 2, three = 3\nexport function four() {}\nexport type Five = 5\n',
      'bench/src/index.ts': "export { one as uno } from './a.ts'\nexport { two } from './a.ts'\n",
      'bench/src/b.ts': "import { uno } from './index.ts'\nimport * as a from './c.ts'\nawait import('./d.ts')\n",
      'bench/src/c.ts': 'export const anything = 1\n',
      'bench/src/d.ts': 'export const anything = 1\n',
    }
    expect(problems(files)).toEqual(['bench/src/a.ts: three', 'bench/src/a.ts: four', 'bench/src/index.ts: two'])
  })

  test('through the door of a package that others install is for them', () => {
    const door = { 'packages/shop/src/index.ts': 'export const open = 1\n' }
    const manifest = { name: '@farthing/shop', exports: { '.': './src/index.ts' } }
    write({ 'packages/shop/package.json': JSON.stringify(manifest) })
    expect(problems(door)).toEqual([])
    write({ 'packages/shop/package.json': JSON.stringify({ ...manifest, private: true }) })
    expect(problems(door)).toEqual(['packages/shop/src/index.ts: open'])
    expect(problems({ ...door, 'bench/src/a.ts': "import { open } from '@farthing/shop'\n" })).toEqual([])
  })
})

describe('the table of requirements', () => {
  const all = Array.from({ length: 44 }, (_, index) => `R${index + 1}`)
  const table = (rows: Record<string, string> = {}) =>
    all.map((id) => rows[id] ?? `| ${id} | open | purchase | |`).join('\n')
  const problems = (text: string) => {
    write({ 'docs/requirements.md': text, 'a.test.ts': "test('shows R2 by R3')" })
    return checkRequirements(root).problems
  }

  test('has a row for each requirement, once', () => {
    expect(problems(table())).toEqual([])
    expect(problems(table({ R7: '' }))).toEqual(['R7 has no row'])
    expect(problems(`${table()}\n| R7 | open | incentive | |`)).toEqual(['R7 has two rows'])
  })

  test('calls done only what an existing test names', () => {
    expect(problems(table({ R2: '| R2 | done | access | a.test.ts |' }))).toEqual([])
    expect(problems(table({ R2: '| R2 | done | access | |' }))).toEqual(['R2 is done, but no test proves it'])
    expect(problems(table({ R4: '| R4 | done | access | a.test.ts |' }))).toEqual([
      'R4 is done, but none of its tests names it',
    ])
    expect(problems(table({ R2: '| R2 | open | access | b.test.ts |' }))).toEqual(['R2: no file b.test.ts'])
    expect(problems(table({ R2: '| R2 | nearly | access | |' }))).toEqual(['R2: no such state as "nearly"'])
  })

  test('calls a requirement done when all its clauses are', () => {
    const clauses = (state: string) => `| R2 | ${state} | access | |\n| R2a | done | access | a.test.ts |`
    expect(problems(table({ R2: clauses('done') }))).toEqual([])
    const unproven = clauses('done').replace('a.test.ts', '')
    expect(problems(table({ R2: unproven }))).toEqual(['R2a is done, but no test proves it'])
    expect(problems(table({ R2: clauses('open') }))).toContain('R2 is "open", its clauses say otherwise')
  })
})

describe('messages', () => {
  const said = "t('wallet.title')\nt(`wallet.state.${state}`)\n"
  const problems = (messages: string, files: Record<string, string> = {}) => {
    write({ 'packages/words/en/index.ts': '', 'packages/words/en/wallet.ts': `export default ${messages} as const\n` })
    const sources = write({ 'packages/web/src/a.tsx': said, ...files })
    return checkWords(root, sources).problems
  }
  const good = "{ title: 'Wallet', state: { open: 'open', 'not-yet': 'not yet' } }"

  test('are each said somewhere, by name or by a pattern', () => {
    expect(problems(good)).toEqual([])
    expect(problems("{ title: 'Wallet', state: { open: 'open' }, lead: 'Hello' }")).toEqual([
      'said nowhere: wallet.lead',
    ])
    const tested = { 'packages/web/src/a.test.ts': "t('wallet.lead')", 'packages/web/src/b.ts': "t('wallet.head')" }
    expect(problems("{ title: 'Wallet', lead: 'Hello' }", tested)).toEqual([
      'said nowhere: wallet.lead',
      'packages/web/src/b.ts: no message wallet.head',
    ])
  })

  test('that a page of Vite names are there', () => {
    expect(problems(good, { 'packages/web/index.html': '<title>%wallet.title%</title>%wallet.lead%' })).toEqual([
      'packages/web/index.html: no message wallet.lead',
    ])
  })

  test.each([
    ["{ title: 'A <link>b' }", 'Error: a tag is not closed in: A <link>b'],
    ["{ title: '<a>{{a}}</a>' }", 'wallet.title has a value and a tag a'],
    ["{ title: 'a {{b c}}' }", 'wallet.title has a stray < > {{ or }}'],
    ["{ title: 'a ' }", 'wallet.title is empty, or begins or ends with a blank'],
    ["{ title: 'a' + 'b' }", 'wallet.title is no text in one piece'],
    ["{ title_one: '{{count}} thing' }", 'en: wallet.title lacks the form other'],
    [
      "{ title_one: '1', title_few: '2', title_other: '3' }",
      'en: wallet.title has the form few, which the language never takes',
    ],
  ])('%s is refused', (messages, problem) => {
    expect(problems(messages).join('\n')).toContain(problem)
  })

  test('of another language are the same, with the same values and tags, in its own plural forms', () => {
    const english =
      "{ title: 'Wallet', state: { gone_one: '{{count}} of {{all}}', gone_other: '{{count}} of {{all}}' } }"
    const arabic = (messages: string) => ({
      'packages/words/ar/index.ts': '',
      'packages/words/ar/wallet.ts': `export default ${messages}\n`,
    })
    const forms = ['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => `gone_${form}: '{{all}}'`).join(', ')
    expect(problems(english, arabic(`{ title: 'W', state: { ${forms} } }`))).toEqual([])
    expect(
      problems(english, arabic(`{ title: '<b>W</b>', state: { ${forms.replace('{{all}}', '')} }, lead: 'x' }`)),
    ).toEqual([
      'packages/words/ar/wallet.ts: wallet.state.gone is empty, or begins or ends with a blank',
      'ar: wallet.title has <b>, not ',
      'ar: wallet.lead is no message of en',
    ])
    expect(problems(english, arabic(`{ state: { ${forms} } }`))).toEqual(['ar: lacks wallet.title'])
  })

  test('stand in no page or mail of the server themselves', () => {
    const page = (body: string) => ({ 'packages/server/src/wallet/page.ts': body })
    const at = 'packages/server/src/wallet/page.ts:1: belongs into packages/words:'
    expect(problems(good, page('html`<p class="in code" title="${title}">${t(key)} · <b>${x}</b></p>`'))).toEqual([])
    expect(problems(good, page('html`<p>${x}, ends ${y}</p>`'))).toEqual([`${at} , ends`])
    expect(problems(good, page('html`<p aria-label="Payment"></p>`'))).toEqual([`${at} Payment`])
    expect(problems(good, page("field({ name: 'code', label: 'Voucher' }); html``"))).toEqual([`${at} Voucher`])
  })
})
