import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Drawer.css'
import '@mantine/core/styles/Overlay.css'
import { Drawer } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { SaleDetail } from '../../api/shapes.ts'
import { BigMoney } from '../../money/money.tsx'
import { isZero, amountText } from '../../money/text.ts'
import { useHere } from '../../parts/session.ts'
import { Ghost, Shown } from '../../parts/shown.tsx'
import { t } from '../../words/say.tsx'
import { fullSecondsText, fullText } from '../../words/time.ts'
import { saleQuery } from '../queries.ts'
import { SaleActions } from './sale-actions.tsx'
import { SaleState } from './sale-state.tsx'
import { SaleSplit } from './split.tsx'

const route = getRouteApi('/console/$ven/sales/$txn')

/** One purchase beside the table; closing it leads back to the list as it was. */
export function Sale() {
  const { ven, txn } = route.useParams()
  const navigate = route.useNavigate()
  const close = () => void navigate({ to: '/console/$ven/sales', params: { ven }, search: (before) => before })
  return (
    <Drawer.Root opened position="right" size="34rem" onClose={close} transitionProps={{ duration: 120 }}>
      <Drawer.Overlay backgroundOpacity={0.35} />
      <Drawer.Content>
        {/* Not Drawer.Header: a header element here would be a second banner of the page. */}
        <div className="drawer-head">
          <Drawer.Title>{t('console.sale.title')}</Drawer.Title>
          <Drawer.CloseButton aria-label={t('console.sale.close')} />
        </div>
        <Drawer.Body>
          <Shown query={useQuery(saleQuery(ven, txn))} waiting={<Ghost rows={6} />}>
            {(sale) => <Detail ven={ven} sale={sale} />}
          </Shown>
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}

function Detail({ ven, sale }: { ven: string; sale: SaleDetail }) {
  return (
    <div className="stack sale">
      <div className="stack tight">
        <p>
          <SaleState sale={sale} />
        </p>
        <h2 className="serif">
          <bdi>{sale.item_title}</bdi>
        </h2>
        <BigMoney value={sale.price} />
      </div>
      <SaleActions ven={ven} sale={sale} />
      <Facts sale={sale} />
      <SaleSplit sale={sale} />
      <Pairs title={t('console.sale.tracking')} pairs={sale.tracking} />
      <Pairs title={t('console.sale.formParameters')} pairs={sale.form_parameters} />
      <Timeline timeline={sale.timeline} />
    </div>
  )
}

function Facts({ sale }: { sale: SaleDetail }) {
  const { zone } = useHere()
  const facts: [term: string, words: string, kind: 'id' | 'words'][] = [
    [t('console.sale.purchase'), sale.id, 'id'],
    [t('console.sale.order'), sale.order_reference, 'id'],
    [t('console.sale.payer'), sale.payer ?? '', 'id'],
    [t('console.sale.captured'), isZero(sale.captured) ? '' : amountText(sale.captured), 'words'],
    [t('console.sale.refunded'), isZero(sale.refunded) ? '' : amountText(sale.refunded), 'words'],
    [t('console.sale.declined'), sale.decline?.detail ?? '', 'words'],
    [
      t('console.sale.heldUntil'),
      sale.status === 'authorized' && sale.hold_expires_at !== null ? fullText(sale.hold_expires_at, zone) : '',
      'words',
    ],
  ]
  return (
    <dl className="facts sm">
      {facts
        .filter(([, words]) => words !== '')
        .map(([term, words, kind]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd className={kind === 'id' ? 'id wrap' : undefined}>{words}</dd>
          </div>
        ))}
    </dl>
  )
}

function Pairs({ title, pairs }: { title: string; pairs: Readonly<Record<string, string | readonly string[]>> }) {
  const list = Object.entries(pairs)
  if (list.length === 0) return null
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts sm">
        {list.map(([name, given]) => (
          <div key={name}>
            <dt className="id">{name}</dt>
            <dd className="id wrap">
              {[given].flat().map((value, at) => (
                <bdi className={value === '' ? 'given dim' : 'given'} key={at}>
                  {value === '' ? t('console.sale.empty') : value}
                </bdi>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

function Timeline({ timeline }: Pick<SaleDetail, 'timeline'>) {
  const { zone } = useHere()
  return (
    <section>
      <h3>{t('console.sale.timeline')}</h3>
      <ol className="timeline sm">
        {timeline.map(({ at, what }) => (
          <li key={at + what}>
            <time className="num dim" dateTime={at}>
              {fullSecondsText(at, zone)}
            </time>
            <span>{what}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}
