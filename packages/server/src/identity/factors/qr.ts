import { create } from 'qrcode'
import type { Html } from '../../platform/html/index.ts'
import { html } from '../../platform/html/index.ts'

/** A QR code as a picture of one path, drawn in the page's own markup: the secret in it is sent to nobody. */
export function qrCode(text: string, label: string): Html {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  let path = ''
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) if (data[y * size + x] === 1) path += `M${x} ${y}h1v1h-1z`
  }
  const side = size + 2 * quiet
  return html`<svg class="qr" role="img" aria-label="${label}" viewBox="${-quiet} ${-quiet} ${side} ${side}">
    <rect x="${-quiet}" y="${-quiet}" width="${side}" height="${side}" fill="#fff" />
    <path d="${path}" fill="#000" shape-rendering="crispEdges" />
  </svg>`
}
/** Modules of white around it, as the standard wants them. */
const quiet = 4
