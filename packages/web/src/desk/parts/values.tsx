import { Link } from '@tanstack/react-router'
import { moneyText } from '../../money/text.ts'
import { useHere } from '../../parts/session.ts'
import { fullText } from '../../words/time.ts'
import { decimal, t } from '../../words/say.tsx'
import type { PlanValue, Subject } from '../shapes.ts'
import { said } from './codes.ts'

/** Stands where there is nothing to say. */
export const Nothing = () => <span className="dim">{t('desk.parts.nothing')}</span>

/** One side of a line of a plan. */
export function Value({ value }: { value: PlanValue | null }) {
  const { zone } = useHere()
  if (value === null) return <Nothing />
  switch (value.kind) {
    case 'money':
      return <span className="amt">{moneyText(value.money)}</span>
    case 'count':
      return <span className="num">{decimal(value.count)}</span>
    case 'word':
      return said('code', value.word, said('role', value.word, said('act', value.word)))
    case 'text':
      return <bdi>{value.text}</bdi>
    case 'at':
      return <span className="num">{fullText(value.at, zone)}</span>
    case 'id':
      return <IdLink id={value.id} />
  }
}

/** A public identifier that leads to its page, where there is one. */
export function IdLink({ id }: { id: string }) {
  const shown = <span className="id">{id}</span>
  switch (id.slice(0, 3)) {
    case 'acc':
      return (
        <Link to="/desk/accounts/$acc" params={{ acc: id }} preload={false}>
          {shown}
        </Link>
      )
    case 'ven':
      return (
        <Link to="/desk/vendors/$ven" params={{ ven: id }} preload={false}>
          {shown}
        </Link>
      )
    case 'wit':
      return (
        <Link to="/desk/items/$wit" params={{ wit: id }} preload={false}>
          {shown}
        </Link>
      )
    case 'txn':
      return (
        <Link to="/desk/search" search={{ q: id }} preload={false}>
          {shown}
        </Link>
      )
    default:
      return shown
  }
}

/** Whom or what something is about. */
export function SubjectLink({ subject }: { subject: Subject | null }) {
  const id = subject?.id ?? null
  if (id === null) return <Nothing />
  return <IdLink id={id} />
}
