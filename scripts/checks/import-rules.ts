import type { IRegularForbiddenRuleType } from 'dependency-cruiser'

// Product code: what a reader would call the house, without its tests and tools.
const test = '\\.test\\.tsx?$'
/** What tests share: it stands beside them, and may use what they may. */
const forTests = ['\\.test\\.tsx?$', 'fixtures?\\.tsx?$', '/testing(\\.ts|/)', '^packages/(sdk|web)/test/']
const room = '^packages/server/src/([^/]+)/'
const tools = '^(bench|demo|e2e|scripts)/'

const forbid = (
  name: string,
  comment: string,
  from: IRegularForbiddenRuleType['from'],
  to: IRegularForbiddenRuleType['to'],
): IRegularForbiddenRuleType => ({ name, comment, severity: 'error', from, to })

// platform is a collection of small parts, and each of its files may be imported directly: behind one index.ts the
// purest rule would load Fastify and pg to add two amounts.
const behindDoors = {
  path: '^packages/server/src/[^/]+/',
  pathNot: ['^packages/server/src/$1/', '^packages/server/src/[^/]+/index\\.ts$', '^packages/server/src/platform/'],
}

const folder = (name: string) => `^packages/server/src/${name}/`

/** Who may import whom: each room those alone that stand before it in the root's list. A rule that has a name of its own says so. */
const order = (rooms: readonly string[]): IRegularForbiddenRuleType[] =>
  rooms.flatMap((name, i) => {
    const above = rooms.slice(i + 1)
    if (above.length === 0) return []
    const from = { path: folder(name), pathNot: forTests }
    const to = { path: folder(`(${above.join('|')})`), pathNot: folder('purchase') }
    return [
      forbid('room-order', `${name} imports rooms that stand before it in rooms.ts, never one after it.`, from, to),
    ]
  })

const betweenPackages: IRegularForbiddenRuleType[] = [
  forbid('no-cycles', 'Two files that need each other are one idea, or one too many.', {}, { circular: true }),
  forbid('found', 'Every import leads somewhere.', {}, { couldNotResolve: true, pathNot: '^virtual:|[?]raw$' }), // Vite's own.

  forbid(
    'ledger-alone',
    'The ledger imports nothing of ours: others can use it on its own.',
    { path: '^packages/ledger/' },
    { path: '^(packages/(?!ledger/)|examples/|bench/|demo/|e2e/|scripts/)' },
  ),
  forbid(
    'words-alone',
    'Messages and how they are said import nothing of ours: server and browser both take them.',
    { path: '^packages/words/' },
    { path: '^(packages/(?!words/)|examples/|bench/|demo/|e2e/|scripts/)' },
  ),
  forbid(
    'web-and-sdk-by-document',
    'web and sdk know the server only by its OpenAPI document.',
    { path: '^packages/(web|sdk)/', pathNot: forTests },
    { path: '^packages/(server|ledger)/', pathNot: '^packages/server/openapi\\.json$' },
  ),
  forbid(
    'sdk-alone',
    'What vendors install carries nothing else of ours.',
    { path: '^packages/sdk/src/', pathNot: forTests },
    { path: '^packages/(?!sdk/)' },
  ),
  forbid(
    'examples-by-sdk',
    'An example vendor uses the sdk as any vendor would, and nothing else of ours.',
    { path: '^examples/([^/]+)/', pathNot: forTests },
    { path: '^(packages/|examples/(?!$1/)|bench/|demo/|e2e/|scripts/)', pathNot: '^packages/sdk/' },
  ),
  forbid(
    'server-not-from-web',
    'The server serves what web was built into; it imports none of it.',
    { path: '^packages/(server|brand)/' },
    { path: '^packages/(web|sdk)/' },
  ),
  forbid(
    'no-tools-in-product',
    'Programs that test, measure and show the product are no part of it.',
    { path: '^(packages|examples)/', pathNot: forTests },
    { path: tools },
  ),
  forbid('no-tests-imported', 'A test is imported by nothing.', {}, { path: test }),
  forbid(
    'no-fixtures-in-product',
    'What is made for tests is used by tests.',
    { path: '^(packages|examples)/', pathNot: forTests },
    { path: forTests },
  ),
]

const betweenRooms = (rooms: readonly string[]): IRegularForbiddenRuleType[] => [
  forbid('door', 'A room is entered through its index.ts.', { path: room, pathNot: forTests }, behindDoors),
  forbid(
    'door-for-tests',
    'A test enters another room through its index.ts, or its fixtures.',
    { path: '^packages/server/src/([^/]+)/.*(\\.test|fixtures|testing)\\.ts$' },
    { path: behindDoors.path, pathNot: [...behindDoors.pathNot, 'fixtures\\.ts$'] },
  ),
  forbid(
    'platform-knows-no-business',
    'platform holds what any service needs, and no business word.',
    { path: '^packages/server/src/platform/', pathNot: forTests },
    { path: '^packages/server/src/(?!platform/)' },
  ),
  forbid(
    'purchase-on-top',
    'purchase imports these rooms, never the reverse.',
    { path: folder(`(${rooms.slice(0, Math.max(0, rooms.indexOf('purchase'))).join('|')})`), pathNot: forTests },
    { path: folder('purchase') },
  ),
  ...order(rooms),
  forbid(
    'root-on-top',
    'The root puts the rooms together: no room imports it.',
    { path: '^packages/server/src/(?!cli/)[^/]+/', pathNot: forTests },
    { path: '^packages/server/src/[^/]+$' },
  ),
  forbid(
    'cli-last',
    'The commands are thin and on top: nothing imports them.',
    { path: '^packages/server/src/(?!cli/)', pathNot: forTests },
    { path: '^packages/server/src/cli/' },
  ),
]

/** Within a room: routes → use case → rules, store */
const withinRooms: IRegularForbiddenRuleType[] = [
  forbid(
    'rules-are-pure',
    'Rules decide from what they are given: no store, no database, no network, no files.',
    { path: '^packages/server/src/[^/]+/[^/]*rules\\.ts$' },
    {
      path: ['[^/]*(store|routes|sql)\\.ts$', '^(pg|fastify|nodemailer)$', 'node_modules/(pg|fastify)/'],
    },
  ),
  forbid(
    'rules-without-outside',
    'Rules decide from what they are given: no network, no files, no processes.',
    { path: '^packages/server/src/[^/]+/[^/]*rules\\.ts$' },
    { dependencyTypes: ['core'], pathNot: '^(node:)?(assert|crypto)' },
  ),
  forbid(
    'store-below',
    'A store answers a use case and knows none.',
    { path: '^packages/server/src/[^/]+/[^/]*store\\.ts$' },
    { path: '[^/]*routes\\.ts$' },
  ),
  forbid(
    'routes-on-top',
    'Only a door, a manifest, and whoever listens, imports routes.',
    {
      path: '^packages/server/src/[^/]+/',
      pathNot: ['/index\\.ts$', '/[^/]*room\\.ts$', '/[^/]*routes\\.ts$', ...forTests],
    },
    { path: '^packages/server/src/[^/]+/[^/]*routes\\.ts$' },
  ),
]

/** What shows how a room is made is for tests alone. */
const examplesApart = (examples: readonly string[]): IRegularForbiddenRuleType[] =>
  examples.map((name) =>
    forbid(
      'no-example-in-product',
      'A room that shows how one is made is in no provider but that of its test.',
      { path: '^(packages|examples)/', pathNot: [...forTests, folder(name)] },
      { path: folder(name) },
    ),
  )

/**
 * Who may import whom; ARCHITECTURE.md draws the same picture.
 *
 * @param rooms The root's list: see `roomsIn`.
 * @param examples Those of them that no provider has: see `exampleRoomsIn`.
 */
export const importRules = (
  rooms: readonly string[],
  examples: readonly string[] = [],
): IRegularForbiddenRuleType[] => [
  ...examplesApart(examples),
  ...betweenPackages,
  ...betweenRooms(rooms),
  ...withinRooms,
]
