// <farthing-pay> styles the vendor's own link or form. It is not a control itself, so the link or form inside it works
// all the same where script is off or late.
// <farthing-pay price="0.12" currency="USD"><a href="/farthing/buy/…">Pay 12 tokens · $0.12</a></farthing-pay>
// It is built alone into script.gen.ts, minified, under 3 KB: it may import nothing.

/** Symbol and digits of each currency: the build writes it before this from currencies.gen.ts. */
declare const currencies: Readonly<Record<string, readonly [symbol: string, digits: number]>>

const mark =
  'M33 4a30 30 0 1 1 0 60 30 30 0 1 1 0-60ZM57.2 28.24C54.47 26.15 51.56 24.96 48.46 24.51 47.01 19.96 43.28 17.32 38.82 17.32 33.9 17.32 30.72 19.96 28.54 23.33 26.81 25.97 25.17 27.69 22.8 28.79L19.71 4.03C19.53 2.85 18.43 2.03 17.25 2.21L11.61 3.12C10.43 3.31 9.61 4.4 9.79 5.58L13.52 27.69C14.34 30.42 12.97 32.43 12.97 35.88 12.97 46.26 21.35 53.72 31.63 53.72 42.28 53.72 50.1 46.44 50.1 37.7 50.1 34.43 49.83 31.88 49.19 29.51 52.1 29.42 54.74 29.06 57.2 28.24ZM42.28 23.33a2.09 2.09 0 1 1 0 4.19 2.09 2.09 0 0 1 0-4.19Z'
const svg = 'http://www.w3.org/2000/svg'

// A constructed sheet passes a strict Content-Security-Policy, which an inline <style> would not.
const control = 'farthing-pay :is(a,button)'
const dark = '--fp:#e08a5b;--fh:#eaa684;--fi:#231107;--ff:#8dbdf2'
const sheet = new CSSStyleSheet()
sheet.replaceSync(
  `farthing-pay{--fp:#b4562f;--fh:#9a4524;--fi:#fff;--ff:#1f5fa8;display:inline-block}` +
    `@media(prefers-color-scheme:dark){:root:not([data-theme=light]) farthing-pay{${dark}}}` +
    `[data-theme=dark] farthing-pay{${dark}}` +
    `${control}{display:inline-flex;align-items:center;justify-content:center;gap:.75rem;min-height:3rem;padding:.5rem 1.25rem .5rem .875rem;border:1px solid transparent;border-radius:6px;background:var(--fp);color:var(--fi);font:600 1rem/1.2 system-ui,sans-serif;font-variant-numeric:tabular-nums;text-decoration:none;cursor:pointer}` +
    `${control}:hover{background:var(--fh)}` +
    `${control}:focus-visible{outline:3px solid var(--ff);outline-offset:2px}` +
    `${control}[aria-busy]{opacity:.75;cursor:progress}` +
    `${control} svg{width:1.5rem;height:1.5rem;flex:none}`,
)

/** `0.0025` moved by two places is `0.25`; digits only, never a float. */
function moved(amount: string, places: number): string {
  const [whole = '', fraction = ''] = amount.split('.')
  const digits = fraction.padEnd(places, '0')
  const left = (whole + digits.slice(0, places)).replace(/^0+(?=\d)/, '').replace(/\B(?=(\d{3})+$)/g, ',')
  const right = digits.slice(places).replace(/0+$/, '')
  return right ? `${left}.${right}` : left
}

function words(amount: string, currency: string): string {
  const [sign, places] = currencies[currency] ?? ['', 2]
  const tokens = moved(amount, places)
  const exact = moved(amount, 0)
  const sum = exact.replace(/\.(\d+)$/, (_, fraction: string) => `.${fraction.padEnd(places, '0')}`)
  return `${tokens} token${tokens === '1' ? '' : 's'} · ${sign ? sign + sum : `${sum} ${currency}`}`
}

class FarthingPay extends HTMLElement {
  connectedCallback(): void {
    // While the page is still being parsed the children are not there yet.
    if (document.readyState === 'loading') addEventListener('DOMContentLoaded', () => this.dress(), { once: true })
    else this.dress()
  }

  dress(): void {
    const { adoptedStyleSheets } = document
    if (!adoptedStyleSheets.includes(sheet)) document.adoptedStyleSheets = [...adoptedStyleSheets, sheet]
    const inner = this.querySelector('a,button')
    if (!inner || inner.querySelector('svg')) return
    const price = this.getAttribute('price')
    if (price && /^\d+(\.\d{1,6})?$/.test(price)) {
      inner.textContent = `${this.getAttribute('label') ?? 'Pay'} ${words(price, this.getAttribute('currency') ?? 'USD')}`
    }
    const coin = document.createElementNS(svg, 'svg')
    coin.setAttribute('viewBox', '0 0 64 64')
    coin.setAttribute('fill', 'currentColor')
    coin.setAttribute('aria-hidden', 'true')
    const path = document.createElementNS(svg, 'path')
    path.setAttribute('fill-rule', 'evenodd')
    path.setAttribute('d', mark)
    coin.append(path)
    inner.prepend(coin)
    // One press is one order: the second press of a double click does nothing.
    this.addEventListener('submit', (event) => {
      if (inner.ariaBusy) event.preventDefault()
      inner.ariaBusy = 'true'
    })
    // When the payer comes back from the provider by the back button, the browser may show the page as it was left.
    addEventListener('pageshow', () => {
      inner.ariaBusy = null
    })
  }
}

if (!customElements.get('farthing-pay')) customElements.define('farthing-pay', FarthingPay)
