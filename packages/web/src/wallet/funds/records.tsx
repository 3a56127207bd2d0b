import type { Issue } from '../../api/shapes.ts'
import { stack, Stacked } from '../../money/money.tsx'
import { Empty } from '../../parts/page.tsx'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { saveText } from '../../platform/save.ts'
import { keptRecord } from '../../platform/kept-records.ts'
import { fullText } from '../../words/time.ts'
import { fetchAndKeep, useIssues } from './use-records.ts'

const methods: Record<string, string> = { voucher: 'Voucher' }

/** What was issued to this account, each with the signed record that the device keeps (R1a). */
export function Records() {
  return (
    <section className="card" aria-labelledby="records">
      <div className="head">
        <h2 id="records">Issued to you</h2>
      </div>
      <p className="sm dim">
        For every issue the provider signs what it owes you since then. This device keeps each record: whatever becomes
        of the provider’s books, you can prove it.
      </p>
      <Shown query={useIssues()} waiting={<Ghost rows={2} />}>
        {({ data }) => (data.length === 0 ? <NoneYet /> : <IssueRows issues={data} />)}
      </Shown>
    </section>
  )
}

function NoneYet() {
  return (
    <div className="stack gap-above">
      <Empty title="Nothing was issued yet">The first voucher you redeem stands here, with its signed record.</Empty>
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
              {methods[issue.method] ?? issue.method}, {fullText(issue.issued_at, zone)}
            </p>
            <p className="mid sm dim">
              {keptRecord(issue.id) ? 'Signed record kept on this device' : 'Signed record with the provider'}
              <button type="button" className="plain" onClick={() => void save(issue.id)}>
                Download<span className="vh"> the record of {issue.id}</span>
              </button>
            </p>
          </div>
          <Stacked value={issue.amount} />
        </li>
      ))}
    </ul>
  )
}

async function save(issue: string): Promise<void> {
  await fetchAndKeep(issue)
  const kept = keptRecord(issue)
  if (kept) saveText(`${issue}.jws`, kept.record)
}
