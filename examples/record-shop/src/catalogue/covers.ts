import { Html } from '../html.ts'

function framed(name: string, label: string, content: string): Html {
  return new Html(
    `<svg class="art ${name}" viewBox="0 0 200 200" role="img" aria-label="${label}"><rect class="ground" width="200" height="200"/>${content}</svg>`,
  )
}

export const lowWaterCover = framed(
  'low-water',
  'Cover: a sun over four bars of water',
  '<circle class="light" cx="100" cy="82" r="40"/><path class="mark" d="M0 126h200v7H0zm26 17h148v7H26zm30 17h88v7H56zm26 17h36v7H82z"/>',
)

export const kilnSongsCover = framed(
  'kiln-songs',
  'Cover: a kiln mouth with three fires, and bricks above it',
  '<path class="mark" d="M0 0h38v16H0zm46 0h50v16H46zm58 0h50v16h-50zm58 0h38v16h-38zM0 24h64v16H0zm72 0h56v16H72zm64 0h64v16h-64zM0 48h38v16H0zm162 0h38v16h-38zM0 72h24v16H0zm176 0h24v16h-24z"/>' +
    '<path class="mark" d="M28 200v-58a72 72 0 0 1 144 0v58z"/><path class="light" d="M46 200v-56a54 54 0 0 1 108 0v56z"/>' +
    '<path class="mark" d="M100 112c22 28 26 44 26 58a26 26 0 0 1-52 0c0-14 4-30 26-58zM62 150c9 14 12 22 12 30a12 12 0 0 1-24 0c0-8 3-16 12-30zM138 150c9 14 12 22 12 30a12 12 0 0 1-24 0c0-8 3-16 12-30z"/><path class="ground" d="M100 146c10 14 13 22 13 30a13 13 0 0 1-26 0c0-8 3-16 13-30z"/>',
)
