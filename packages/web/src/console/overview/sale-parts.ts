import type { Overview } from '../../api/shapes.ts'

export type Day = Overview['by_day'][number]

/** The parts of a sale, in the charts' order of colours. */
export const parts = [
  { name: 'vendor', words: 'Yours', color: 'var(--f-chart-1)' },
  { name: 'royalties', words: 'Royalties', color: 'var(--f-chart-2)' },
  { name: 'fees', words: 'Fees', color: 'var(--f-chart-4)' },
] as const
