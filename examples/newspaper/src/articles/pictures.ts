import { Html } from '../html.ts'

// The Courier's pictures are cut like wood: lines for tone, one ink, one colour. Each is an
// SVG of 600 by 400 that takes its inks from the page's style.

function framed(label: string, content: string): Html {
  return new Html(
    `<svg class="cut" viewBox="0 0 600 400" role="img" aria-label="${label}"><rect class="paper" width="600" height="400"/>${content}</svg>`,
  )
}

/** Level lines from one height to another, growing from thin to thick: a sky, a field, water. */
function tone(from: number, to: number, step: number, thin: number, thick: number, ink = 'ink'): string {
  let lines = ''
  for (let y = from; y <= to; y += step) {
    const width = thin + ((thick - thin) * (y - from)) / Math.max(1, to - from)
    lines += `<path class="${ink} line" stroke-width="${width.toFixed(1)}" d="M0 ${y}H600"/>`
  }
  return lines
}

/** Broken lines, as light lies on water. */
function ripples(from: number, to: number, step: number, seed: number): string {
  let d = ''
  for (let y = from, row = 0; y <= to; y += step, row++) {
    let x = ((row * 97 + seed * 53) % 120) - 80
    for (let part = 0; x < 600; part++) {
      const length = 40 + ((row * 61 + part * 37 + seed * 31) % 90)
      d += `M${Math.max(0, x)} ${y}H${Math.min(600, x + length)}`
      x += length + 14 + ((row * 29 + part * 11) % 26)
    }
  }
  return `<path class="ink line" stroke-width="2.4" d="${d}"/>`
}

export const pumpHouse = framed(
  'A brick pump house with a tall chimney, on the bank of a full river',
  tone(14, 236, 11, 0.5, 2.2) +
    '<circle class="spot" cx="452" cy="92" r="44"/>' +
    '<path class="ink" d="M0 240h600v18H0zM118 240V128l86-46 86 46v112zM300 240V150h118v90zM330 150V22h30v128z"/>' +
    '<path class="paper" d="M148 240v-64a22 22 0 0 1 44 0v64zM214 240v-64a22 22 0 0 1 44 0v64zM322 186h26v22h-26zM366 186h26v22h-26zM326 30h38v6h-38zM118 136l86-46 86 46v-8l-86-46-86 46z"/>' +
    '<path class="spot" d="M156 240v-62a14 14 0 0 1 28 0v62z"/>' +
    ripples(272, 392, 10, 3),
)

export const eel = framed(
  'An eel passing a wicker trap under water',
  tone(20, 90, 14, 2.2, 1) +
    ripples(110, 390, 26, 7) +
    '<path class="paper line" stroke-width="58" stroke-linecap="round" d="M70 300C150 180 250 190 300 250S440 350 540 180"/>' +
    '<path class="ink line" stroke-width="40" stroke-linecap="round" d="M70 300C150 180 250 190 300 250S440 350 540 180"/>' +
    '<path class="spot line" stroke-width="7" stroke-linecap="round" d="M84 296C158 196 240 202 290 258S440 362 532 196"/>' +
    '<path class="ink" d="M520 196l46-56-4 58zM60 280l-40 62 66-18z"/><circle class="paper" cx="540" cy="172" r="5"/>' +
    '<path class="paper" d="M330 60h190l24 30-24 30H330l-20-30z"/><path class="ink line" stroke-width="4" d="M330 60h190l24 30-24 30H330l-20-30zM360 60v60M392 60v60M424 60v60M456 60v60M488 60v60M312 90h230M330 75h196M330 105h196"/>',
)

export const skater = framed(
  'A skater bent low on flooded ice, under a winter sun',
  tone(16, 214, 9, 2, 0.4) +
    '<circle class="spot" cx="150" cy="150" r="62"/>' +
    '<path class="ink" d="M0 216h600v6H0zM392 216v-26h10v-14h16v14h10v26zM470 216v-16l14-20 14 20v16z"/>' +
    '<path class="ink line" stroke-width="1.6" d="M0 392C220 330 380 300 600 290M0 352C200 318 360 292 600 268M60 400C250 350 420 326 600 318"/>' +
    '<g transform="translate(14 4)"><circle class="ink" cx="372" cy="214" r="15"/><path class="ink" d="M352 222l-74 26c-16 6-12 26 4 24l58-12 22 22-54 42 8 10 66-44c8-6 8-14 2-20l-18-22 18-10z"/>' +
    '<path class="ink line" stroke-width="10" stroke-linecap="round" stroke-linejoin="round" d="M284 262l-52 44-38 6M318 232l-44-18"/><path class="ink line" stroke-width="5" stroke-linecap="round" d="M298 334h62l10-8M176 320l36-6"/></g>',
)

export const bogOak = framed(
  'The end of a black oak trunk, its rings cut through',
  tone(18, 386, 12, 0.6, 1.6) +
    '<path class="ink" d="M300 40c96-6 176 58 182 150s-62 172-170 176S122 304 118 202 196 46 300 40z"/>' +
    [140, 118, 96, 74, 52, 30, 12]
      .map(
        (r, index) =>
          `<ellipse class="${index === 3 ? 'spot' : 'paper'} line" stroke-width="${index === 3 ? 7 : 2.6}" cx="${298 - index * 3}" cy="${204 + index * 2}" rx="${r * 1.12}" ry="${r}"/>`,
      )
      .join('') +
    '<path class="paper line" stroke-width="5" d="M282 214l190-62M276 222l-136 60M284 212l-52-150"/>',
)

export const shop = framed(
  'A village shop with a striped awning and a bicycle against its wall',
  tone(14, 96, 11, 0.5, 1.4) +
    '<path class="ink" d="M70 96h460v234H70zM50 330h500v12H50zM52 96l36-50h424l36 50z"/>' +
    '<path class="paper" d="M100 196h200v110H100zM420 196h74v134h-74z"/>' +
    '<path class="paper" d="M84 130h432l20 44H64z"/>' +
    [0, 1, 2, 3, 4, 5].map((n) => `<path class="spot" d="M${92 + n * 74} 130h36l2 44h-42z"/>`).join('') +
    '<path class="ink line" stroke-width="4" d="M200 196v110M100 250h200M432 210h50v50h-50z"/><circle class="ink" cx="480" cy="276" r="4"/>' +
    '<path class="ink" d="M112 230h22v20h-22zM142 222h16v28h-16zM166 234h24v16h-24zM214 226h18v24h-18zM240 234h26v16h-26zM118 288h30v18h-30zM158 280h16v26h-16zM220 284h34v22h-34z"/>' +
    '<g class="paper line" stroke-width="5"><circle cx="324" cy="300" r="26"/><circle cx="398" cy="300" r="26"/><path stroke-linejoin="round" d="M324 300l22-42h36l16 42M346 258l18 42 18-42M338 252h16M378 246l14-4"/></g>' +
    tone(352, 392, 10, 1.4, 2.4),
)

export const bell = framed(
  'A church bell hung in its frame',
  tone(16, 388, 10, 1.8, 0.5) +
    '<path class="ink" d="M70 40h460v26H70zM96 66h26v300H96zM478 66h26v300h-26z"/><path class="ink" d="M262 66h76v34h-76z"/>' +
    '<path class="paper" d="M300 84c70 0 84 60 92 130 6 52 24 74 54 92H154c30-18 48-40 54-92 8-70 22-130 92-130z"/>' +
    '<path class="ink" d="M300 94c62 0 74 56 82 122 6 50 20 72 44 86H174c24-14 38-36 44-86 8-66 20-122 82-122zM160 308h280v14H160z"/>' +
    '<path class="spot" d="M214 240h172l3 16H211zM222 190h156l1 8H221z"/><circle class="ink" cx="300" cy="344" r="18"/>' +
    '<path class="paper line" stroke-width="3" d="M262 116c-22 26-28 60-32 104"/>',
)

export const tide = framed(
  'A day of tide: two waves across the paper, high water marked',
  tone(60, 340, 40, 0.7, 0.7) +
    '<path class="ink" d="M0 250C50 250 60 110 130 110S230 300 290 300 380 90 450 90s110 150 150 150v160H0z"/>' +
    '<path class="paper line" stroke-width="3" d="M0 282c52 0 66-122 130-122s100 170 160 170S388 142 450 142s108 138 150 138M0 318c54 0 70-92 130-92s104 134 160 134 98-150 160-150 108 120 150 120"/>' +
    '<circle class="spot" cx="130" cy="78" r="15"/><circle class="spot" cx="450" cy="58" r="15"/>' +
    '<path class="ink line" stroke-width="2" stroke-dasharray="4 6" d="M130 110v290M450 90v310"/>',
)
