import type { Home } from '../../api/shapes.ts'
import { t } from '../../words/say.tsx'

/** What waits for the payer's answer. */
export function Asks({ asks }: Pick<Home, 'asks'>) {
  if (asks.length === 0) return null
  return (
    <section className="stack tight wide" aria-label={t('wallet.home.asks')}>
      {asks.map((ask) => (
        <div className="banner wait" key={ask.id}>
          <p>
            <strong>{ask.title}</strong> {ask.detail}
          </p>
          <a className="btn sml" href={ask.url}>
            {t('wallet.home.look')}
          </a>
        </div>
      ))}
    </section>
  )
}
