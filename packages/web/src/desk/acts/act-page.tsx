import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { ActForm } from './act-form.tsx'
import { actsQuery } from './queries.ts'

const route = getRouteApi('/desk/acts/$act')

/** The page of one act; what it is about stands in the URL. */
export function ActPage() {
  const { act: name } = route.useParams()
  const given = route.useSearch()
  const words = said('act', name)
  useTitle(words)
  return (
    <>
      <h1>{words}</h1>
      <Shown query={useQuery(actsQuery())} waiting={<Ghost rows={4} height="3rem" />}>
        {({ data }) => {
          const act = data.find((each) => each.name === name)
          if (act === undefined) return <Empty title={t('desk.acts.noneTitle')}>{t('desk.acts.none')}</Empty>
          return <ActForm key={`${name} ${Object.values(given).join(' ')}`} act={act} given={given} />
        }}
      </Shown>
    </>
  )
}
