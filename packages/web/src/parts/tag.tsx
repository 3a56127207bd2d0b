import type { Sale } from '../api/shapes.ts'
import { t } from '../words/say.tsx'

/** A refund is named before the state that it follows. */
export type State = Sale['status'] | 'refunded' | 'partly_refunded'

/** Purchase states in the colours that all screens share. */
const looks: Record<State, 'good' | 'wait' | 'bad' | ''> = {
  requested: '',
  authorized: 'wait',
  captured: 'good',
  voided: '',
  expired: '',
  declined: 'bad',
  refunded: '',
  partly_refunded: 'wait',
}

type Props = {
  state: State
  /** Why it is so. */
  why?: string | undefined
  /** What the reader calls the state, if not as all do. */
  words?: string | undefined
}

export function StateTag({ state, why, words = t(`shared.state.${state}`) }: Props) {
  const says = why === undefined ? words : t('shared.state.why', { state: words, why })
  return <span className={`tag ${looks[state]}`.trim()}>{says}</span>
}

/** Stands wherever nothing is real. */
export function TestTag() {
  return <span className="tag wait">{t('shared.state.test')}</span>
}
