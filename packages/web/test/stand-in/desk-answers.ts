// What the stand-in says at the desk: the same facts in every scene, but for the scenes in which it has nothing.
import type { Answer } from './answer.ts'
import * as desk from './desk-facts.ts'
import type { SceneName } from './scenes.ts'

const ok = (body: unknown): Answer => ({ status: 200, body })
const page = (rows: readonly unknown[]) => ({ data: rows, next_cursor: null })

type Said = (empty: boolean) => unknown
const list =
  (rows: readonly unknown[]): Said =>
  (empty) =>
    page(empty ? [] : rows)

const gets: readonly (readonly [path: RegExp, body: Said])[] = [
  [/^session$/, () => desk.session],
  [/^acts$/, () => ({ data: desk.acts })],
  [/^queues$/, (empty) => (empty ? { data: [], mine: [] } : { data: desk.queues, mine: desk.items.slice(0, 1) })],
  [/^queues\/[^/]+$/, list(desk.items)],
  [/^items\/[^/]+$/, () => desk.item],
  [/^prepared$/, list([desk.prepared, desk.decided])],
  [/^prepared\/[^/]+$/, () => desk.prepared],
  [/^work$/, list(desk.work)],
  [/^record$/, list(desk.record)],
  [/^record\/months$/, list(desk.months)],
  [/^staff$/, list(desk.staff)],
  [/^roles$/, () => desk.roles],
  [/^act-rules$/, list(desk.rules)],
  [/^views$/, list(desk.views)],
  [
    /^search$/,
    (empty) =>
      empty
        ? { users: [], vendors: [], purchases: [], vouchers: [], payments: [], more: [], hints: ['too_short'] }
        : desk.found,
  ],
  [/^accounts\/[^/]+$/, () => desk.account],
  [/^accounts\/[^/]+\/purchases$/, list(desk.purchases)],
  [/^accounts\/[^/]+\/tokens$/, list(desk.tokens)],
  [/^accounts\/[^/]+\/notices$/, () => desk.notices],
  [/^accounts\/[^/]+\/caller$/, () => desk.caller],
  [/^accounts\/[^/]+\/events$/, list(desk.events)],
  [
    /^(accounts|vendors)\/[^/]+\/notes$/,
    () => ({ data: desk.item.notes.map(({ by: staff, ...note }) => ({ ...note, staff })) }),
  ],
  [/^vendors\/[^/]+$/, () => desk.vendor],
  [/^tables\/users$/, list(desk.users)],
  [/^tables\/vendors$/, list(desk.vendors)],
  [/^tables\/purchases$/, list(desk.purchases)],
  [
    /^tables\/[a-z]+\/sums$/,
    () => ({
      count: 1204,
      is_exact: false,
      sums: [{ mode: 'live', ...(({ price, captured, refunded }) => ({ price, captured, refunded }))(first()) }],
    }),
  ],
]

function first() {
  const [purchase] = desk.purchases
  if (purchase === undefined) throw new Error('there is no purchase')
  return purchase
}

const posts: readonly (readonly [path: RegExp, body: unknown])[] = [
  [/^acts\/[a-z._]+\/preview$/, desk.plan],
  [/^acts\/[a-z._]+$/, { act: desk.prepared.id, status: 'waiting', second_person: 'above_limit', answer: null }],
  [/^fresh-login\/options$/, { code: true, password: false, passkey: null }],
  [/^fresh-login$/, { fresh_until: '2026-11-24T11:00:00Z' }],
  [
    /\/reveal$/,
    { people: desk.account.members.map(({ id }) => ({ id, name: 'Maud Ellery', email: 'maud@example.org' })) },
  ],
  [/^prepared\//, { status: 'approved' }],
  [/^(items|views|accounts|vendors)(\/|$)/, {}],
]

/** What the provider would say at the desk; `undefined`: there is nothing under this path. */
export function deskAnswer(name: SceneName, method: string, url: URL): Answer | undefined {
  const path = url.pathname.replace('/api/desk/', '')
  if (method === 'GET') {
    const body = gets.find(([form]) => form.test(path))?.[1]
    return body && ok(body(name === 'empty'))
  }
  const said = posts.find(([form]) => form.test(path))
  return said && ok(said[1])
}
