import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { ApiKey, Mode } from '../../api/shapes.ts'
import { Empty, useTitle } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { agoText } from '../../words/time.ts'
import { keysQuery, modeOf } from '../queries.ts'
import { NewKey } from './new-key.tsx'
import { RevokeKey } from './revoke-key.tsx'

const route = getRouteApi('/console/$ven/keys')

/** The keys with which the vendor's servers call the API, test and live apart. */
export function Keys() {
  useTitle(t('console.keys.title'))
  const { ven } = route.useParams()
  const mode = modeOf(route.useSearch())
  return (
    <>
      <div className="bar-top">
        <div>
          <h1>{t('console.keys.title')}</h1>
          <p className="sm dim">{t('console.keys.how')}</p>
        </div>
      </div>
      <NewKey ven={ven} mode={mode} />
      <Shown query={useQuery(keysQuery(ven))} waiting={<Ghost rows={3} height="2rem" />}>
        {({ data }) => <KeyTable ven={ven} keys={data.filter((key) => key.mode === mode)} mode={mode} />}
      </Shown>
    </>
  )
}

function KeyTable({ ven, keys, mode }: { ven: string; keys: readonly ApiKey[]; mode: Mode }) {
  const here = useHere()
  if (keys.length === 0) return <Empty title={t(`console.keys.none.${mode}`)}>{t('console.keys.first')}</Empty>
  return (
    <section className="card flush" aria-label={t('console.keys.title')}>
      <div className="scroll" tabIndex={0} role="group" aria-label={t('console.keys.label')}>
        <table className="wide-table">
          <thead>
            <tr>
              <th scope="col">{t('console.keys.name')}</th>
              <th scope="col">{t('console.keys.key')}</th>
              <th scope="col">{t('console.keys.made')}</th>
              <th scope="col">{t('console.keys.state')}</th>
            </tr>
          </thead>
          <tbody>
            {keys.map((key) => (
              <tr key={key.id}>
                <td>
                  <bdi>{key.label}</bdi>
                </td>
                <td className="id">{shortKey(key)}</td>
                <td>{agoText(key.created_at, here)}</td>
                <td>
                  {key.revoked_at === null ? (
                    <RevokeKey ven={ven} id={key.id} name={key.label} />
                  ) : (
                    <span className="tag">{t('console.keys.revoked')}</span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

/** A key as a list shows it: its beginning and its end. */
const shortKey = ({ mode, last4 }: ApiKey): string => `sk_${mode}_…${last4}`
