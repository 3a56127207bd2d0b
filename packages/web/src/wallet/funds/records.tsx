import type { Issue } from '../../api/shapes.ts'
import { stack, Stacked } from '../../money/money.tsx'
import { Empty } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { saveText } from '../../platform/save.ts'
import { keptRecord } from '../../platform/kept-records.ts'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { fetchAndKeep, useIssues } from './use-records.ts'

/** What was issued to this account, each with the signed record that the device keeps (R1a). */
export function Records() {
  return (
    <section className="card" aria-labelledby="records">
      <div className="head">
        <h2 id="records">{t('wallet.funds.records.heading')}</h2>
      </div>
      <p className="sm dim">{t('wallet.funds.records.why')}</p>
      <Shown query={useIssues()} waiting={<Ghost rows={2} />}>
        {({ data }) => (data.length === 0 ? <NoneYet /> : <IssueRows issues={data} />)}
      </Shown>
    </section>
  )
}

function NoneYet() {
  return (
    <div className="stack gap-above">
      <Empty title={t('wallet.funds.records.none')}>{t('wallet.funds.records.first')}</Empty>
    </div>
  )
}

function IssueRows({ issues }: { issues: readonly Issue[] }) {
  const { zone } = useHere()
  return (
    <ul className="rows" style={stack(issues.map(({ amount }) => amount))}>
      {issues.map((issue) => (
        <li key={issue.id}>
          <div className="grow">
            <p>
              {t('wallet.funds.records.methodAndTime', {
                method: methodText(issue.method),
                time: fullText(issue.issued_at, zone),
              })}
            </p>
            <p className="mid sm dim">
              {keptRecord(issue.id) ? t('wallet.funds.records.onDevice') : t('wallet.funds.records.withProvider')}
              <button type="button" className="plain" onClick={() => void save(issue.id)}>
                <Rich say="wallet.funds.records.download" with={{ issue: issue.id }} />
              </button>
            </p>
          </div>
          <Stacked value={issue.amount} />
        </li>
      ))}
    </ul>
  )
}

const methodText = (method: string): string =>
  method === 'voucher' ? t('wallet.funds.records.method.voucher') : method

async function save(issue: string): Promise<void> {
  await fetchAndKeep(issue)
  const kept = keptRecord(issue)
  if (kept) saveText(`${issue}.jws`, kept.record)
}
