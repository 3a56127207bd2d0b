type Tone = 'good' | 'wait' | 'bad' | ''

/** Purchase states in the words and colours that all screens share. */
const states: Record<string, { look: Tone; words: string }> = {
  requested: { look: '', words: 'asked for' },
  authorized: { look: 'wait', words: 'held' },
  captured: { look: 'good', words: 'captured' },
  voided: { look: '', words: 'voided' },
  expired: { look: '', words: 'expired' },
  declined: { look: 'bad', words: 'declined' },
  refunded: { look: '', words: 'refunded' },
  partly_refunded: { look: 'wait', words: 'partly refunded' },
}

type Props = { state: string; also?: string | undefined; words?: Readonly<Record<string, string>> }

export function StateTag({ state, also, words: own }: Props) {
  const { look, words: shared } = states[state] ?? { look: '', words: state.replaceAll('_', ' ') }
  const words = own?.[state] ?? shared
  return <span className={`tag ${look}`.trim()}>{also === undefined ? words : `${words}: ${also}`}</span>
}
