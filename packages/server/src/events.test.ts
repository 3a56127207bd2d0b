// The page that lists what the log says: docs/events.md is made from the rooms' own words. After a change of them:
// `npx -c 'vitest run packages/server/src/events.test.ts -u'`.
import { expect, test } from 'vitest'
import type { EventKind } from './event/index.ts'
import { eventKinds } from './event/index.ts'
import { eventsOf } from './platform/room.ts'
import { rooms } from './rooms.ts'

const intro = `# Events

What the log says of each operation, beside who asked for it. A rule records an event; webhooks, mails, a payer's history and the
console's timeline read events and nothing else. An event that moves money (**movement**) is the only way to move any, and
is told in the history of whoever's money moves. People are told by mail where a **notice** is named: \`security\` and
\`service\` always, a \`receipt\` as its payer chooses (each, one a day, none), a \`detail\` to those who want each. Each room names its own in \`events.ts\`, and this page is made from their
words. Identifiers are 32 hexadecimal digits; amounts are micro-units in decimal.
`

const toldBy = ({ history, webhook, timeline, notice }: EventKind): string =>
  [
    ...(history === undefined ? [] : [`history: ${history.kinds.join(', ')}`]),
    ...(webhook === undefined ? [] : [`webhook: \`${webhook.type}\``]),
    ...(timeline === undefined ? [] : ['timeline']),
    ...(notice === undefined ? [] : [`notice: ${notice.class}`]),
  ].join('; ')

const row = (kind: EventKind): string => {
  const facts = Object.entries(kind.facts).map(([name, means]) => `\`${name}\` ${means}`)
  const name = kind.history === undefined ? `\`${kind.name}\`` : `\`${kind.name}\` **movement**`
  return `| ${name} | ${kind.says} | ${facts.join('<br>')} | ${toldBy(kind)} |`
}

test('docs/events.md lists every event of every room with its facts', async () => {
  const sections = rooms.flatMap((room) => {
    const kinds = eventKinds({ events: eventsOf([room]) })
    if (kinds.length === 0) return []
    const table = ['| event | what happened | facts | told |', '|---|---|---|---|', ...kinds.map(row)]
    return [`## ${room.name}\n\n${table.join('\n')}\n`]
  })
  await expect([intro, ...sections].join('\n')).toMatchFileSnapshot('../../../docs/events.md')
})
