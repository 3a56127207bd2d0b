import { LinkButton } from '../../parts/link-button.tsx'

/** Explains the steps to the first sale. */
export function FirstSale({ ven, test }: { ven: string; test: boolean }) {
  return (
    <section className="card stack" aria-labelledby="first">
      <h2 id="first">{test ? 'No test sale yet' : 'No sale yet'}</h2>
      <p className="dim">Four steps lead to the first one. Take them in test mode: no real tokens move there.</p>
      <ol className="steps">
        <li>
          <p>
            <strong>Register your site.</strong> Payers come back only to sites that are yours.
          </p>
          <LinkButton to="/console/$ven/sites" params={{ ven }} dense>
            Sites
          </LinkButton>
        </li>
        <li>
          <p>
            <strong>Make a key</strong> for your server.
          </p>
          <LinkButton to="/console/$ven/keys" params={{ ven }} dense>
            Keys
          </LinkButton>
        </li>
        <li>
          <p>
            <strong>Ask for a purchase</strong> from your server: item, price, where to come back.
          </p>
          <a className="btn sml" href="/docs">
            API reference
          </a>
        </li>
        <li>
          <p>
            <strong>Send the payer</strong> to the address that you get. What they approve stands here a second later.
          </p>
        </li>
      </ol>
    </section>
  )
}
