type Look = 'good' | 'wait' | 'bad' | ''

/** Purchase states in the words and colours that all screens share. */
const states: Record<string, { look: Look; words: string }> = {
  requested: { look: '', words: 'asked for' },
  authorized: { look: 'wait', words: 'held' },
  captured: { look: 'good', words: 'captured' },
  voided: { look: '', words: 'voided' },
  expired: { look: '', words: 'expired' },
  declined: { look: 'bad', words: 'declined' },
  refunded: { look: '', words: 'refunded' },
  partly_refunded: { look: 'wait', words: 'partly refunded' },
}

export function StateTag({ state, also }: { state: string; also?: string | undefined }) {
  const { look, words } = states[state] ?? { look: '', words: state.replaceAll('_', ' ') }
  return <span className={`tag ${look}`.trim()}>{also === undefined ? words : `${words}: ${also}`}</span>
}
