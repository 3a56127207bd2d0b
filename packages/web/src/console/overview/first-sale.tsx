import { LinkButton } from '../../parts/link-button.tsx'
import { Rich, t } from '../../words/say.tsx'

/** Explains the steps to the first sale. */
export function FirstSale({ ven, test }: { ven: string; test: boolean }) {
  return (
    <section className="card stack" aria-labelledby="first">
      <h2 id="first">{test ? t('console.overview.first.testHeading') : t('console.overview.first.heading')}</h2>
      <p className="dim">{t('console.overview.first.how')}</p>
      <ol className="steps">
        <li>
          <p>
            <Rich say="console.overview.first.site" />
          </p>
          <LinkButton to="/console/$ven/sites" params={{ ven }} dense>
            {t('console.overview.first.sites')}
          </LinkButton>
        </li>
        <li>
          <p>
            <Rich say="console.overview.first.key" />
          </p>
          <LinkButton to="/console/$ven/keys" params={{ ven }} dense>
            {t('console.overview.first.keys')}
          </LinkButton>
        </li>
        <li>
          <p>
            <Rich say="console.overview.first.ask" />
          </p>
          <a className="btn sml" href="/docs">
            {t('console.overview.first.reference')}
          </a>
        </li>
        <li>
          <p>
            <Rich say="console.overview.first.send" />
          </p>
        </li>
      </ol>
    </section>
  )
}
