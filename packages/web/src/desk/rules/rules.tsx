import { useQuery } from '@tanstack/react-query'
import { moneyText } from '../../money/text.ts'
import { LinkButton } from '../../parts/link-button.tsx'
import { useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { listText, t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { said } from '../parts/codes.ts'
import { List } from '../parts/list.tsx'
import { useMay } from '../session.ts'
import { rulesQuery, type Rule } from './queries.ts'

/** Which acts need a second person, and from what amount on. Changing it is an act of two people itself. */
export function RulesPage() {
  useTitle(t('desk.rules.title'))
  return (
    <>
      <h1>{t('desk.rules.title')}</h1>
      <p className="sm dim">{t('desk.rules.says')}</p>
      <Shown query={useQuery(rulesQuery())} waiting={<Ghost rows={8} height="2rem" />}>
        {({ data }) => <Rules rules={data} />}
      </Shown>
    </>
  )
}

function Rules({ rules }: { rules: readonly Rule[] }) {
  const here = useHere()
  const manages = useMay()('staff.manage')
  return (
    <List
      name={t('desk.rules.title')}
      rows={rules}
      idOf={({ act }) => act}
      columns={[
        { head: t('desk.rules.act'), cell: ({ act, says }) => said('act', act, says) },
        {
          head: t('desk.rules.when'),
          cell: ({ when, above }) =>
            when === 'above'
              ? t('desk.rules.above', { amounts: listText(above.map((each) => moneyText(each))) })
              : said('code', when),
        },
        {
          head: t('desk.rules.since'),
          cell: ({ changed_at }) => (changed_at === null ? t('desk.rules.built') : agoText(changed_at, here)),
        },
        {
          head: t('desk.rules.change'),
          cell: ({ act, can_change }) =>
            can_change && manages ? (
              <LinkButton dense to="/desk/acts/$act" params={{ act: 'act.set_rule' }} search={{ act }} data-row>
                {t('desk.rules.change')}
              </LinkButton>
            ) : (
              <span className="dim">{can_change ? '–' : t('desk.rules.fixed')}</span>
            ),
        },
      ]}
    />
  )
}
