import { useQuery } from '@tanstack/react-query'
import { LinkButton } from '../../parts/link-button.tsx'
import { t } from '../../words/say.tsx'
import { said } from '../parts/codes.ts'
import { actsQuery, fieldFor } from './queries.ts'

type Props = {
  /** What the page is about: its identifier begins what the form holds. */
  id: string
  /** Acts that make no sense as things stand. */
  without?: readonly string[]
}

/** An act that begins with nothing filled in, where this person may do it. */
export function OfferedAct({ name }: { name: string }) {
  const act = useQuery(actsQuery()).data?.data.find((each) => each.name === name)
  if (act === undefined) return null
  return (
    <LinkButton dense to="/desk/acts/$act" params={{ act: name }}>
      {said('act', name, act.says)}
    </LinkButton>
  )
}

/** The acts on what a page is about that this person may do. */
export function Offered({ id, without = [] }: Props) {
  const acts = useQuery(actsQuery()).data?.data ?? []
  const offered = acts.flatMap((act) => {
    const field = without.includes(act.name) ? undefined : fieldFor(act, id.slice(0, 3))
    return field === undefined ? [] : [{ ...act, field }]
  })
  if (offered.length === 0) return null
  return (
    <p className="acts" role="group" aria-label={t('desk.acts.offered')}>
      {offered.map(({ name, says, field }) => (
        <LinkButton key={name} dense to="/desk/acts/$act" params={{ act: name }} search={{ [field]: id }}>
          {said('act', name, says)}
        </LinkButton>
      ))}
    </p>
  )
}
