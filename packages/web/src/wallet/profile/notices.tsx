import { Button, NativeSelect } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import type { NoticeChoices, NoticeTold } from '../../api/shapes.ts'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { Trouble } from '../../parts/trouble.tsx'
import { useDraft } from '../../parts/use-draft.ts'
import { Rich, t } from '../../words/say.tsx'
import { fullText } from '../../words/time.ts'
import { noticesQuery } from '../queries.ts'
import { useChooseReceipts, useConfirmAddress, useNoticeChoices } from './use-notices.ts'

const receipts = ['each', 'daily', 'none'] as const satisfies readonly NoticeChoices['receipts'][]

/** Which receipts come by mail, whether mails arrive, and what was sent. */
export function Notices() {
  return (
    <section className="card" aria-labelledby="notices">
      <h2 id="notices">{t('wallet.profile.notices.heading')}</h2>
      <Shown query={useNoticeChoices()} waiting={<Ghost rows={2} />}>
        {(choices) => (
          <>
            {!choices.reached && choices.email !== null && <NotReached choices={choices} email={choices.email} />}
            <Receipts chosen={choices.receipts} />
          </>
        )}
      </Shown>
      <Told />
    </section>
  )
}

function NotReached({ choices, email }: { choices: NoticeChoices; email: string }) {
  const { ask, busy, done, thrown } = useConfirmAddress()
  return (
    <div className="stack tight">
      <div className="banner bad" role="alert">
        <p>
          <Rich say="wallet.profile.notices.bounced" with={{ email: <bdi>{email}</bdi> }} />{' '}
          {choices.withheld && t('wallet.profile.notices.withheld')}
        </p>
      </div>
      {thrown !== null && <Trouble thrown={thrown} kept={t('wallet.profile.notices.notSent')} />}
      <p className="acts">
        <Button onClick={ask}>{busy ? t('wallet.profile.notices.asking') : t('wallet.profile.notices.ask')}</Button>
      </p>
      <p className="sm" role="status">
        {done && t('wallet.profile.notices.asked')}
      </p>
    </div>
  )
}

function Receipts({ chosen }: { chosen: NoticeChoices['receipts'] }) {
  const { choose, busy, done, thrown } = useChooseReceipts()
  const { value: draft, set } = useDraft('receipts')
  const wanted = receipts.find((each) => each === draft) ?? chosen
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (wanted !== chosen) choose(wanted, () => set(undefined))
  }
  return (
    <form className="stack tight" onSubmit={submit}>
      <p className="sm dim">{t('wallet.profile.notices.how')}</p>
      {thrown !== null && <Trouble thrown={thrown} kept={t('wallet.profile.notices.kept')} />}
      <NativeSelect
        label={t('wallet.profile.notices.label')}
        value={wanted}
        onChange={({ currentTarget }) => set(currentTarget.value)}
        data={receipts.map((each) => ({ value: each, label: t(`wallet.profile.notices.receipts.${each}`) }))}
      />
      <p className="acts">
        <Button type="submit" variant="filled">
          {busy ? t('wallet.profile.notices.changing') : t('wallet.profile.notices.change')}
        </Button>
      </p>
      <p className="sm" role="status">
        {done !== undefined && done === chosen && t(`wallet.profile.notices.done.${chosen}`)}
      </p>
    </form>
  )
}

/** What was sent, the newest first, a page at a time. */
function Told() {
  const query = useInfiniteQuery(noticesQuery())
  const { isError, error, refetch } = query
  const list = query.data?.pages.flatMap(({ data }) => data)
  return (
    <>
      <h3>{t('wallet.profile.notices.sent')}</h3>
      <Shown query={{ data: list, isError, error, refetch }} waiting={<Ghost rows={3} />}>
        {(notices) =>
          notices.length === 0 ? (
            <p className="sm dim">{t('wallet.profile.notices.none')}</p>
          ) : (
            <ul className="rows">
              {notices.map((notice) => (
                <NoticeRow key={notice.id} notice={notice} />
              ))}
            </ul>
          )
        }
      </Shown>
      {query.hasNextPage && (
        <p className="acts more">
          <Button onClick={() => void query.fetchNextPage()}>
            {query.isFetchingNextPage ? t('shared.parts.fetching') : t('wallet.profile.notices.earlier')}
          </Button>
        </p>
      )}
    </>
  )
}

const looks: Record<NoticeTold['state'], 'good' | 'wait' | 'bad' | ''> = {
  gathering: 'wait',
  waiting: 'wait',
  sent: '',
  bounced: 'bad',
  given_up: 'bad',
  withheld: '',
}

function NoticeRow({
  notice: { subject, state, created_at: at, due_at: due, ended_at: ended },
}: {
  notice: NoticeTold
}) {
  const { zone } = useHere()
  return (
    <li>
      <div className="grow">
        <p className="wrap">
          <bdi>{subject}</bdi>
        </p>
        <p className="sm dim">
          {state === 'gathering' && due !== null
            ? t('wallet.profile.notices.due', { time: fullText(due, zone) })
            : fullText(ended ?? at, zone)}
        </p>
      </div>
      {state !== 'sent' && (
        <span className={`tag ${looks[state]}`.trim()}>{t(`wallet.profile.notices.state.${state}`)}</span>
      )}
    </li>
  )
}
