import type { Overview } from '../../api/shapes.ts'

export type Day = Overview['by_day'][number]

/** The parts of a sale, in the charts' order of colours. */
export const parts = [
  { name: 'vendor', color: 'var(--f-chart-1)' },
  { name: 'royalties', color: 'var(--f-chart-2)' },
  { name: 'fees', color: 'var(--f-chart-4)' },
] as const
