import { Button, TextInput } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { useState, type SubmitEvent } from 'react'
import { cache } from '../../api/cache.ts'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { asProblem } from '../../api/problem.ts'
import type { Site } from '../../api/shapes.ts'
import { Empty, useTitle } from '../../parts/page.tsx'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { useAttempt } from '../../parts/use-attempt.ts'
import { useDraft } from '../../parts/use-draft.ts'
import { t } from '../../words/say.tsx'
import { sentText } from '../../words/trouble.ts'
import { sitesQuery } from '../queries.ts'
import { RemoveSite } from './remove-site.tsx'

const route = getRouteApi('/console/$ven/sites')

/** The sites that payers may come back to (R28). */
export function Sites() {
  useTitle(t('console.sites.title'))
  const { ven } = route.useParams()
  return (
    <>
      <div className="bar-top">
        <div>
          <h1>{t('console.sites.title')}</h1>
          <p className="sm dim">{t('console.sites.how')}</p>
        </div>
      </div>
      <AddSite ven={ven} />
      <Shown query={useQuery(sitesQuery(ven))} waiting={<Ghost rows={2} height="2rem" />}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={t('console.sites.none')}>{t('console.sites.first')}</Empty>
          ) : (
            <SiteTable ven={ven} sites={data} />
          )
        }
      </Shown>
    </>
  )
}

function SiteTable({ ven, sites }: { ven: string; sites: readonly Site[] }) {
  return (
    <section className="card flush" aria-label={t('console.sites.title')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('console.sites.address')}</th>
            <th scope="col">
              <span className="vh">{t('console.sites.removeHead')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {sites.map(({ url }) => (
            <tr key={url}>
              <td className="id wrap">{url}</td>
              <td className="end">
                <RemoveSite ven={ven} url={url} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function AddSite({ ven }: { ven: string }) {
  const draft = useDraft(`site ${ven}`)
  const url = draft.value ?? ''
  const [missing, setMissing] = useState(false)
  const { attempt, renew, failed } = useAttempt(`site ${ven}`)
  const add = useMutation({
    async mutationFn(body: { attempt: string; url: string }) {
      await answered(provider.POST('/api/console/{ven}/sites', { params: { path: { ven } }, body }))
    },
    onSuccess() {
      renew()
      draft.set(undefined)
      return cache.invalidateQueries({ queryKey: sitesQuery(ven).queryKey })
    },
    onError: failed,
  })
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const wanted = url.trim()
    setMissing(wanted === '')
    // Another address is another attempt, even where no answer came for the first.
    const again = add.variables === undefined || add.variables.url === wanted
    if (wanted !== '' && !add.isPending) add.mutate({ attempt: again ? attempt : renew(), url: wanted })
  }
  return (
    <form className="filters one" onSubmit={submit}>
      <TextInput
        size="xs"
        inputMode="url"
        label={t('console.sites.label')}
        placeholder={t('console.sites.addressHint')}
        value={url}
        error={missing ? t('console.sites.missing') : add.error === null ? undefined : refusal(add.error)}
        onChange={({ currentTarget }) => draft.set(currentTarget.value)}
      />
      <Button type="submit" size="xs" variant="filled">
        {add.isPending ? t('console.sites.adding') : t('console.sites.add')}
      </Button>
    </form>
  )
}

function refusal(thrown: unknown): string {
  return sentText(asProblem(thrown), t('console.sites.kept'))
}
