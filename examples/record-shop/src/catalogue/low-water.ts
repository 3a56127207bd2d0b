import { lowWaterCover } from './covers.ts'
import type { Release } from './release.ts'

export const lowWater: Release = {
  slug: 'low-water',
  title: 'Low Water',
  year: 2026,
  words: 'Five miniatures for harmonium, voices and a pump house, recorded in one week of flood at Denver Sluice.',
  priceAmount: '2.40',
  shares: [
    { who: { reference: 'marsh-choir', name: 'Marsh Choir', role: 'performer' }, basisPoints: 6200 },
    { who: { reference: 'ana-reeve', name: 'Ana Reeve', role: 'songwriter' }, basisPoints: 1000 },
  ],
  cover: lowWaterCover,
  coverWords: 'Cut in lino by Ana Reeve on the lid of the harmonium.',
  songs: [
    {
      slug: 'eel-catcher',
      title: 'Eel Catcher',
      words: 'A working tune, for a man who goes out at dusk and does not say where.',
      threePlaysAmount: '0.045',
      foreverAmount: '0.65',
      score: {
        voice: 'reed',
        beatsPerMinute: 92,
        drone: 'd3:1 a3:1',
        tune: 'd4:1 f4:.5 g4:.5 a4:1.5 g4:.5 f4:1 e4:.5 d4:.5 e4:2 c4:1 e4:.5 f4:.5 g4:1.5 f4:.5 e4:1 d4:.5 c4:.5 d4:2 a4:1 c5:.5 a4:.5 g4:1 f4:.5 e4:.5 f4:1 g4:1 a4:2 d5:1 c5:.5 a4:.5 g4:1 e4:1 d4:3',
      },
    },
    {
      slug: 'the-level-of-the-land',
      title: 'The Level of the Land',
      words: 'Four slow lines, each of which begins a little lower than the last.',
      threePlaysAmount: '0.045',
      foreverAmount: '0.65',
      score: {
        voice: 'reed',
        beatsPerMinute: 66,
        drone: 'g2:1 d3:1',
        tune: 'd5:2 b4:1 c5:1 b4:2 a4:2 b4:2 g4:1 a4:1 g4:2 f#4:2 g4:2 e4:1 f#4:1 e4:1 d4:1 e4:2 g4:1 a4:1 b4:1 a4:1 g4:4',
      },
    },
    {
      slug: 'number-two-engine',
      title: 'Number Two Engine',
      words: 'The diesel at Prickwillow, in three against two, with its governor slipping.',
      threePlaysAmount: '0.045',
      foreverAmount: '0.65',
      score: {
        voice: 'string',
        beatsPerMinute: 138,
        drone: 'a2:1 e3:1',
        tune: 'a3:.5 e4:.5 a4:.5 c5:.5 b4:.5 a4:.5 e4:.5 a4:.5 c5:.5 e5:.5 d5:.5 c5:.5 g3:.5 d4:.5 g4:.5 b4:.5 a4:.5 g4:.5 d4:.5 g4:.5 b4:.5 d5:.5 c5:.5 b4:.5 f3:.5 c4:.5 f4:.5 a4:.5 g4:.5 f4:.5 c4:.5 f4:.5 a4:.5 c5:.5 b4:.5 a4:.5 e3:.5 b3:.5 e4:.5 g#4:.5 f#4:.5 e4:.5 b3:.5 e4:.5 g#4:.5 b4:.5 a4:.5 g#4:.5 a3:.5 e4:.5 a4:.5 c5:.5 e5:1 a4:3',
      },
    },
    {
      slug: 'prickwillow',
      title: 'Prickwillow',
      words: 'For the village that sleeps below its river.',
      threePlaysAmount: '0.06',
      foreverAmount: '0.80',
      score: {
        voice: 'bell',
        beatsPerMinute: 76,
        drone: 'c3:1 g3:1',
        tune: 'g4:1 c5:1 e5:1 d5:1 c5:1 a4:1 g4:2 e4:1 g4:1 c5:1 b4:1 a4:1 g4:1 d4:2 f4:1 a4:1 d5:1 c5:1 b4:1 g4:1 a4:1 b4:1 c5:4',
      },
    },
    {
      slug: 'slack-water',
      title: 'Slack Water',
      words: 'Six bars in which nothing moves. It was the only dry take.',
      threePlaysAmount: '0.0225',
      foreverAmount: '0.30',
      score: {
        voice: 'bell',
        beatsPerMinute: 58,
        drone: 'd3:1 a3:1 e4:1',
        tune: 'e5:2 d5:1 a4:3 -:1 b4:2 a4:1 e4:3 -:1 d4:4',
      },
    },
  ],
}
