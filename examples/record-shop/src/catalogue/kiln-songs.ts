import { kilnSongsCover } from './covers.ts'
import type { Release } from './release.ts'

export const kilnSongs: Release = {
  slug: 'kiln-songs',
  title: 'Kiln Songs',
  year: 2025,
  words: 'Three pieces for a long wire stretched across a cold brick kiln at Whittlesey, and whoever was walking past.',
  priceAmount: '1.50',
  shares: [
    { who: { reference: 'ada-pell', name: 'Ada Pell', role: 'performer' }, basisPoints: 5000 },
    { who: { reference: 'josef-lind', name: 'Josef Lind', role: 'songwriter' }, basisPoints: 2000 },
  ],
  cover: kilnSongsCover,
  coverWords: 'The mouth of chamber nine, from the inside.',
  songs: [
    {
      slug: 'chamber-nine',
      title: 'Chamber Nine',
      words: 'The wire, plucked at the door and heard from the far end.',
      threePlaysAmount: '0.05',
      foreverAmount: '0.70',
      score: {
        voice: 'string',
        beatsPerMinute: 84,
        drone: 'e2:1 b2:1',
        tune: 'e4:1 g4:1 b4:1 a4:.5 g4:.5 f#4:1 d4:1 e4:2 e4:1 g4:1 b4:1 d5:.5 c5:.5 b4:2 a4:1 g4:1 c5:1 b4:1 a4:1 g4:1 f#4:1 d4:1 e4:1 b3:1 e4:3',
      },
    },
    {
      slug: 'clay-ladder',
      title: 'Clay Ladder',
      words: 'It climbs as the trucks did, and comes down empty.',
      threePlaysAmount: '0.05',
      foreverAmount: '0.70',
      score: {
        voice: 'string',
        beatsPerMinute: 112,
        drone: 'f2:1 c3:1',
        tune: 'f3:1 a3:1 c4:1 f4:1 g3:1 bb3:1 d4:1 g4:1 a3:1 c4:1 f4:1 a4:1 bb3:1 d4:1 f4:1 bb4:1 c5:2 a4:1 f4:1 bb4:1 g4:1 e4:1 c4:1 f4:1 d4:1 c4:1 a3:1 f3:4',
      },
    },
    {
      slug: 'last-firing',
      title: 'Last Firing',
      words: 'The bell that told the street to bring its washing in.',
      threePlaysAmount: '0.03',
      foreverAmount: '0.40',
      score: {
        voice: 'bell',
        beatsPerMinute: 70,
        drone: 'a2:1 e3:1',
        tune: 'a4:2 e5:1 c5:1 b4:2 g4:2 a4:1 b4:1 c5:1 d5:1 e5:2 d5:1 c5:1 b4:1 g#4:1 a4:4',
      },
    },
  ],
}
