import { useTitle } from '../../parts/page.tsx'
import { Records } from './records.tsx'
import { Redeem } from './redeem.tsx'

/** Adding funds by voucher, and the provider's signed records of all that was added. */
export function Funds() {
  useTitle('Add funds')
  return (
    <div className="paper stack">
      <h1>Add funds</h1>
      <Redeem />
      <Records />
    </div>
  )
}
