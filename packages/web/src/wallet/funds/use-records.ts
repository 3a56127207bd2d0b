import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { answered } from '../../api/answered.ts'
import { provider } from '../../api/client.ts'
import { now } from '../../platform/clock.ts'
import { keepRecord, keptRecord } from '../../platform/kept-records.ts'
import { issuesQuery } from '../queries.ts'

/** Fetches an issue's signed record and keeps it on this device; `false` where the device keeps nothing. */
export async function fetchAndKeep(issue: string): Promise<boolean> {
  if (keptRecord(issue)) return true
  const asked = provider.GET('/api/wallet/issues/{iss}/record', { params: { path: { iss: issue } } })
  const { record } = await answered(asked)
  return keepRecord({ issue, record, keptAt: now().toISOString() })
}

/** All issues of tokens to this account; records that this device lacks are fetched, a few at a time. */
export function useIssues() {
  const query = useQuery(issuesQuery())
  const [, redraw] = useState(0)
  useEffect(() => {
    const missing = query.data?.data.filter(({ id }) => !keptRecord(id)).slice(0, 20) ?? []
    void Promise.allSettled(missing.map(({ id }) => fetchAndKeep(id))).then(() => redraw((times) => times + 1))
  }, [query.data])
  return query
}
