import { priceWords } from '@farthing/sdk'
import { html } from '../html.ts'
import type { Html } from '../html.ts'
import type { Order } from '../orders.ts'

/** For staff: what was bought, as the webhooks told it. */
export function ordersPage(orders: readonly Order[], open: boolean): Html {
  return html`<h1 class="plain">Orders</h1>
    <p class="dim">Each line was told by a signed message from Farthing. Customers stand here by pseudonym.</p>
    ${open ? html`<p class="banner">This page is open because STAFF_PASSWORD is not set.</p>` : undefined}
    ${orders.length === 0 ? html`<p class="none">No orders yet. Buy a song, and it stands here within a second or two.</p>` : table(orders)}`
}

function table(orders: readonly Order[]): Html {
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Orders">
    <table>
      <thead>
        <tr>
          <th scope="col">When, UTC</th>
          <th scope="col">What</th>
          <th scope="col">State</th>
          <th scope="col" class="num">Price</th>
          <th scope="col">Shares, in money</th>
          <th scope="col">Customer</th>
          <th scope="col">Order and purchase</th>
        </tr>
      </thead>
      <tbody>
        ${orders.map(row)}
      </tbody>
    </table>
  </div>`
}

const tones: Partial<Record<Order['status'], string>> = { captured: 'good', authorized: 'wait', declined: 'bad' }

function row(order: Order): Html {
  return html`<tr>
    <td class="when">${order.at.slice(0, 16).replace('T', ' ')}</td>
    <td>${order.title}<br /><code class="dim">${order.sku}</code></td>
    <td><span class="tag ${tones[order.status] ?? ''}">${order.status}</span></td>
    <td class="num">${priceWords(order)}</td>
    <td class="small when">${order.shares.map(({ role, amount }) => html`${role} ${amount}<br />`)}</td>
    <td><code>${order.customer ?? ''}</code></td>
    <td><code>${order.reference}</code><br /><code class="dim">${order.purchase}</code></td>
  </tr>`
}
