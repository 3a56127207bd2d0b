// Paper, and where the window of an envelope is. Points of 1/72 inch, from the upper left corner.
import type { Config } from '../platform/config.ts'

export type Paper = {
  readonly width: number
  readonly height: number
  readonly left: number
  readonly right: number
  readonly top: number
  /** Left free below the text; the foot of the page stands in it. */
  readonly bottom: number
  readonly window: {
    readonly x: number
    readonly y: number
    readonly width: number
    readonly lineHeight: number
    readonly maxLines: number
    /** Where the sender's line above the address stands; `null`: the window shows none. */
    readonly senderY: number | null
  }
  /** Where the text of a letter begins, below the window. */
  readonly letterY: number
}

const mm = (millimetres: number): number => (millimetres * 72) / 25.4

/** DIN 5008, form B, on A4 (ISO 216): the window of DL and C6/5, 85 mm by 45 mm, 45 mm from the top and 20 mm from the left. */
const a4: Paper = {
  width: mm(210),
  height: mm(297),
  left: mm(25),
  right: mm(20),
  top: mm(15),
  bottom: mm(25),
  window: { x: mm(25), y: mm(62.7), width: mm(75), lineHeight: mm(4.5), maxLines: 6, senderY: mm(57) },
  letterY: mm(98.5),
}

/** US letter folded in three for a #10 envelope, its window 7/8 inch from the left and 1/2 inch from the bottom. */
const letter: Paper = {
  width: 612,
  height: 792,
  left: 72,
  right: 72,
  top: 42,
  bottom: 72,
  window: { x: 81, y: 168, width: 270, lineHeight: 11.5, maxLines: 5, senderY: null },
  letterY: 276,
}

export const paperOf = ({ paper }: Pick<Config, 'paper'>): Paper => (paper === 'letter' ? letter : a4)

/** How many lines the address of a letter may have, the name included. */
export const maxAddressLines = (config: Pick<Config, 'paper'>): number => paperOf(config).window.maxLines
