import { people } from './article.ts'
import type { Article } from './article.ts'
import { eel, pumpHouse, tide } from './pictures.ts'

export const pumpingStation: Article = {
  slug: 'pumping-station',
  section: 'Water',
  headline: 'The pumping station that keeps Ely dry',
  standfirst: 'Six engineers, one diesel from 1951 and the lowest land in Britain.',
  priceAmount: '0.12',
  days: 30,
  minutes: 4,
  shares: [
    { who: people.whitlock, basisPoints: 3200 },
    { who: people.vane, basisPoints: 600 },
  ],
  picture: pumpHouse,
  pictureWords: 'The house at Prickwillow, with the river eleven feet above the field behind it.',
  opening: [
    'At ten to five, before the first lorry crosses the bridge, Denise Marlow puts her palm on the casing of Number Two and listens. The engine has turned for seventy-five winters. If it stops for nine hours in a wet week, the water that it lifts will be in the kitchens of Prickwillow.',
    '“People think that the land is here and the river is there,” she says. “It is the other way about. The river is up there.” She points over her head.',
  ],
  rest: [
    'The fen has sunk by more than four metres since the great drains were cut, and it sinks still, a thumb’s breadth a year where the peat is ploughed. What holds it is a row of brick sheds along the bank, most of them older than anyone who works in them, and six people who share one rota, one kettle and one telephone number.',
    'Number Two was built in Lincoln and floated here in parts. Its parts are not made any more. When the governor cracked in the wet spring, Marlow’s colleague Ray Setchell drew it from memory on the back of a tide table and had it cast in Peterborough by a man who restores buses. It cost four hundred pounds and saved, by the drainage board’s own sum, about nine million.',
    'The board wants electric pumps, quick and quiet, that start themselves. The engineers want them too. But the new line from the grid stops two miles short, and the quotation for those two miles has risen three times since it was first asked for. Until somebody pays it, the village sleeps above its river on the strength of one diesel and the person who is awake beside it.',
    'Marlow goes round with her torch and her rag. Oil, water, bearings, oil. At twenty past five the float drops, the note of the engine falls by a third, and she writes the level in a ledger whose first page is dated 1951. Every page is full. She has ordered another book.',
  ],
}

export const eelLicence: Article = {
  slug: 'eel-licence',
  section: 'Rivers',
  headline: 'One licence, forty hives, and no eels before midnight',
  standfirst: 'Peter Carrow is the last to take eels from the Great Ouse with willow. He will not say where.',
  priceAmount: '0.09',
  days: 30,
  minutes: 3,
  shares: [
    { who: people.aldous, basisPoints: 3200 },
    { who: people.marrable, basisPoints: 600 },
  ],
  picture: eel,
  pictureWords: 'A hive takes two evenings to weave and lasts three seasons in the water.',
  opening: [
    'The hives go in at dusk, baited with worms on a thread of wool, and they come up at dawn. In between, says Peter Carrow, nothing that you could call fishing takes place. “You wait. Then you wait with your hands cold.”',
    'He is seventy-one, and his is the last licence of its kind on this stretch. In his grandfather’s day there were sixty families at it between here and Littleport.',
  ],
  rest: [
    'An eel hive is a bottle made of willow, as long as an arm, with a funnel woven into its mouth. The eel can find the way in and not the way out. Carrow cuts his withies in January at a place that his father showed him, soaks them in the ditch for a fortnight and weaves in the shed with the wireless on.',
    'What has changed is the eel. For every hundred young that came up the estuary in 1980, about five come now. Nobody knows all of the reasons. Carrow puts back more than he keeps, and writes down each one, length and girth, for a woman at the university who has had his notebooks copied. They go back to 1974, and there is nothing like them anywhere.',
    'This autumn he is teaching his granddaughter. She is nineteen, reads marine biology, and has already told him that the funnel would hold better with two more stakes. He tried it. “Twelve in a night,” he says, and looks away over the water. “Twelve. I did not tell her straight off.”',
  ],
}

export const tideTable: Article = {
  slug: 'tide-table',
  section: 'By the day',
  headline: 'Sluice and tide at Denver',
  standfirst: 'High water, gate times and the level at the A10, for today and tomorrow. A quarter of a token.',
  priceAmount: '0.0025',
  days: 2,
  minutes: 1,
  shares: [{ who: people.aldous, basisPoints: 2000 }],
  picture: tide,
  pictureWords: 'Two high waters, as every day. The gates follow by about an hour.',
  opening: [
    'Boats for the tidal river assemble at the upper landing twenty minutes before the gate. The keeper answers on channel 73 from an hour before each high water.',
  ],
  rest: [
    'Wind from the north-east holds the ebb back; allow a quarter of an hour. Headroom under the railway bridge is 2.9 metres at the morning gate. Neaps until Friday.',
  ],
  table: {
    head: ['', 'High water', 'Gate opens', 'Level, m'],
    rows: [
      ['Today, morning', '06:12', '07:05', '3.41'],
      ['Today, evening', '18:38', '19:30', '3.62'],
      ['Tomorrow, morning', '07:01', '07:55', '3.55'],
      ['Tomorrow, evening', '19:24', '20:15', '3.71'],
    ],
  },
}
