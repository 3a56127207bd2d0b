import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { said } from '../parts/codes.ts'
import { SubjectLink } from '../parts/values.tsx'
import { LinkButton } from '../../parts/link-button.tsx'
import type { WorkItemWhole } from '../shapes.ts'
import { Claim } from './claim.tsx'
import { Notes } from './notes.tsx'
import { Letter } from './letter.tsx'
import { itemQuery } from './queries.ts'
import { WhoWorks } from './who-works.tsx'

const route = getRouteApi('/desk/items/$wit')

/** A work item: what is known, who works on it, notes, and the acts that end it. */
export function ItemPage() {
  const { wit } = route.useParams()
  useTitle(t('desk.item.title'))
  return (
    <Shown query={useQuery(itemQuery(wit))} waiting={<Ghost rows={4} height="4rem" />}>
      {(item) => <Item item={item} />}
    </Shown>
  )
}

function Item({ item }: { item: WorkItemWhole }) {
  const { zone } = useHere()
  const letter = item.kind === 'letter.print' ? letterOf(item) : undefined
  return (
    <>
      <div className="bar-top">
        <h1>
          <bdi>{item.title}</bdi>
        </h1>
        <Link to="/desk/queues/$kind" params={{ kind: item.kind }}>
          {said('queue', item.kind)}
        </Link>
      </div>
      <section className="card stack tight" aria-label={t('desk.item.known')}>
        <dl className="facts">
          <Fact name={t('desk.item.about')}>
            <SubjectLink subject={item.subject} />
          </Fact>
          {item.lines.map(({ label, value }) => (
            <Fact key={label} name={label}>
              <bdi>{value}</bdi>
            </Fact>
          ))}
          <Fact name={t('desk.item.opened')}>{fullText(item.opened_at, zone)}</Fact>
          <Fact name={t('desk.item.due')}>{fullText(item.due_at, zone)}</Fact>
          {item.ended === null ? (
            <Fact name={t('desk.item.who')}>
              <WhoWorks item={item} />
            </Fact>
          ) : (
            <Fact name={t('desk.item.ended')}>
              {t('desk.item.endedHow', {
                how: said('code', item.ended.how),
                at: fullText(item.ended.at, zone),
                who: item.ended.by?.name ?? t('desk.item.nobody'),
              })}
            </Fact>
          )}
        </dl>
        {item.ended === null && <Claim item={item} />}
      </section>
      {item.ended === null && letter !== undefined && <Letter letter={letter} />}
      {item.ended === null && item.acts.length > 0 && <Ends item={item} />}
      <Notes item={item} />
    </>
  )
}

/** The letter that the acts of an item are about. */
function letterOf({ acts }: WorkItemWhole): string | undefined {
  const inputs = acts.map(({ input }) => input as Readonly<Record<string, unknown>>)
  const letter = inputs.find((input) => 'letter' in input)?.['letter']
  return typeof letter === 'string' ? letter : undefined
}

const Fact = ({ name, children }: { name: string; children: React.ReactNode }) => (
  <div>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </div>
)

function Ends({ item }: { item: WorkItemWhole }) {
  return (
    <section className="card stack tight" aria-labelledby="ends">
      <h2 id="ends">{t('desk.item.ends')}</h2>
      <p className="acts">
        {item.acts.map(({ name, input }) => (
          <LinkButton
            key={name}
            dense
            to="/desk/acts/$act"
            params={{ act: name }}
            search={Object.fromEntries(Object.entries(input).map(([field, value]) => [field, String(value)]))}
            data-row
          >
            {said('act', name)}
          </LinkButton>
        ))}
      </p>
    </section>
  )
}
