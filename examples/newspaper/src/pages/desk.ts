import { priceWords } from '@farthing/sdk'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Sale } from '../sales.ts'
import { momentWords } from './layout.ts'

/** What the newsroom sees: what was sold, learnt by webhook. */
export function deskPage(sales: readonly Sale[]): Html {
  return html`<div class="desk">
    <h1>The sales desk</h1>
    <p class="dim">Every line came as a signed message from Farthing. Readers stay unknown to us.</p>
    ${sales.length === 0 ? html`<p class="none">Nothing sold yet. Buy a piece from the front page and it stands here within a second or two.</p>` : table(sales)}
  </div>`
}

function table(sales: readonly Sale[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Sales">
    <table>
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Piece</th>
          <th scope="col">State</th>
          <th scope="col" class="num">Price</th>
          <th scope="col">Purchase</th>
        </tr>
      </thead>
      <tbody>
        ${sales.map(
          (sale) =>
            html`<tr>
              <td class="when">${momentWords(sale.at)}</td>
              <td>${sale.title}</td>
              <td>${sale.status}</td>
              <td class="num">${priceWords(sale)}</td>
              <td><code>${sale.purchase}</code></td>
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`
}
