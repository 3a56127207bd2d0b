import type { Split } from '../../api/shapes.ts'
import { SplitTable } from '../../parts/split-table.tsx'

/** Who got what of what the payer paid, and gave back of it. */
export function Shares({ split }: { split: Split }) {
  return (
    <section aria-labelledby="who">
      <h2 id="who">Who got what</h2>
      <SplitTable split={split} total="You paid" />
    </section>
  )
}
