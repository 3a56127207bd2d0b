import type { Overview } from '../../api/shapes.ts'
import { useHere } from '../../parts/session.ts'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'

type Vendor = Overview['vendor']

/** Whether the vendor sells; why not, since when, and what goes on all the same. */
export function Suspended({ suspension }: Pick<Vendor, 'suspension'>) {
  const { zone } = useHere()
  if (suspension === null) return null
  const why = t(`console.overview.why.${suspension.why}`)
  return (
    <div className="banner bad" role="status">
      <p>
        <Rich say="console.overview.suspended" with={{ when: fullText(suspension.since, zone), why }} />
      </p>
    </div>
  )
}

/** The provider's fee, and those that come. */
export function Fees({ fee, next_fees }: Pick<Vendor, 'fee' | 'next_fees'>) {
  const { zone } = useHere()
  const { percent, fixed } = partsOf(fee)
  return (
    <p className="sm dim">
      {fixed === null ? t('console.overview.fee', { percent }) : t('console.overview.feeAndFixed', { percent, fixed })}
      {next_fees.map((next) => {
        const when = next.from === null ? '' : fullText(next.from, zone)
        const parts = partsOf(next)
        return (
          <span key={next.from}>
            {' '}
            {parts.fixed === null
              ? t('console.overview.nextFee', { when, percent: parts.percent })
              : t('console.overview.nextFeeAndFixed', { when, percent: parts.percent, fixed: parts.fixed })}
          </span>
        )
      })}
    </p>
  )
}

/** `5 %`, and the fixed part where there is one. Hundredths of a percent are a whole number, so no figure is rounded. */
function partsOf({ basis_points, fixed }: Vendor['fee']): { readonly percent: string; readonly fixed: string | null } {
  const percent = `${Math.trunc(basis_points / 100)}${basis_points % 100 === 0 ? '' : `.${String(basis_points % 100).padStart(2, '0')}`} %`
  return { percent, fixed: fixed === '0' ? null : fixed }
}
