import { people } from './article.ts'
import type { Article } from './article.ts'
import { bell, bogOak, shop, skater } from './pictures.ts'

export const fenSkaters: Article = {
  slug: 'fen-skaters',
  section: 'Sport',
  headline: 'Three nights of frost, and the skates come down',
  standfirst: 'The oldest race in the fens needs four inches of ice. It has had them four times in twenty years.',
  priceAmount: '0.11',
  days: 30,
  minutes: 3,
  shares: [
    { who: people.sandhu, basisPoints: 3200 },
    { who: people.marrable, basisPoints: 600 },
  ],
  picture: skater,
  pictureWords: 'Upware wash on the last day that it bore, four winters ago.',
  opening: [
    'The message goes out at six in the morning to eleven hundred telephones, and it has one word in it. Most winters it is not sent at all. When it is, bakers leave their ovens and schoolteachers discover a cough, and by nine there are cars along the bank from here to Upware.',
    'The word is “bears”. It means that a man named Ken Rudd has walked out on the flooded washes with a bradawl and a twelve-stone friend, and come back.',
  ],
  rest: [
    'Fen skating is run two at a time, round a barrel and back, a mile and a half in all, for a joint of meat. The style is low and long, hands behind, and those who have it had it from a parent. There is no other way to learn: an indoor rink is a circle, and the fen is a line with the wind in it.',
    'The champion is Bethany Rudd, Ken’s niece, who is thirty-four and has held the title for eight years, in the course of which she has defended it twice. She trains on wheels along the cycle path to Waterbeach. “I am the best in England,” she says, “at something that is mostly cancelled.”',
    'Rudd the elder keeps the record of ice in a cash book. His grandfather’s pages show thirty-one days of racing in one winter, 1963. His own show four in twenty years. He does not make a speech about it. He turns the page so that you can read it yourself, and then he looks at the thermometer, which says minus two.',
  ],
}

export const bogOakTable: Article = {
  slug: 'bog-oak',
  section: 'Craft',
  headline: 'A table five thousand years in the making',
  standfirst: 'The tree fell before Stonehenge stood. It has taken a decade to learn how to dry it.',
  priceAmount: '0.12',
  days: 30,
  minutes: 4,
  shares: [
    { who: people.quill, basisPoints: 3200 },
    { who: people.vane, basisPoints: 600 },
  ],
  picture: bogOak,
  pictureWords: 'Three hundred and one rings. The coloured one is the summer of the flood.',
  opening: [
    'It came up under a plough near Southery, as they do, and the farmer swore at it, as they do. Then he put a tape along it and stopped. The trunk was forty-four feet long, without a branch, and it had been lying in the peat since before anyone set one stone upon another at Stonehenge.',
    'Bog oak is worth nothing on the day that it is dug. It is as wet as bread, and as it dries it tears itself apart.',
  ],
  rest: [
    'Edie Lorrimer has burnt most of what she knows. For seven years the planks that she put in her kiln came out as kindling, and she heated the workshop with wood that had grown under lynx and bear. “It burns very well,” she says. “I would rather not know how well.”',
    'What she found in the end is mostly patience: nine months, at a temperature that a cat would like, taking away the water so slowly that the tree does not notice. The planks lose a quarter of their width and two thirds of their weight. They come out the colour of a piano, and they ring when you knock on them.',
    'The table is for the cathedral, where it will stand under the lantern and seat nobody in particular. It is one tree from end to end. A forester from Thetford counted its rings from a core: three hundred and one, with one wide pale year about the middle, when something drowned the forest and the oak, for one summer, had all the light to itself.',
    'Lorrimer has kept that ring uppermost. She runs her thumb along it as she talks. It is about as wide as a coin.',
  ],
}

export const villageShop: Article = {
  slug: 'village-shop',
  section: 'Village',
  headline: 'The shop that nobody wanted and everybody owns',
  standfirst: 'Two hundred and twelve shareholders, one bacon slicer, and a surplus of £41.60.',
  priceAmount: '0.09',
  days: 30,
  minutes: 3,
  shares: [{ who: people.sandhu, basisPoints: 3400 }],
  picture: shop,
  pictureWords: 'Open from seven. The bicycle is the delivery department.',
  opening: [
    'The annual meeting of the Wicken Community Shop is held in the shop, which has room for nineteen if nobody minds the freezer. Two hundred and twelve people own it. On Thursday thirty-eight of them came, and the rest of the meeting took place on the pavement.',
    'The treasurer, Joan Peck, read the accounts through the door in a carrying voice. There was a surplus, for the first time, of forty-one pounds and sixty pence.',
  ],
  rest: [
    'It had been for sale for three years. The bank said that no shop could live on six hundred people, and the bank was right about every kind of shop that it knew. Peck, who had kept the books of a haulage firm for thirty years, asked what would happen if nobody needed to be paid a profit, and nobody had an answer ready.',
    'A share is ten pounds and cannot be sold. It carries one vote and a promise to do one thing that one is good at. The roof was mended by a roofer, the till by a girl of fifteen. The bacon slicer is the vicar’s, in that only he is not afraid of it.',
    'There was one motion, from the floor, or more exactly from the pavement: that the surplus be spent on a bench. It was carried. Somebody asked where the bench would go, and there was a long and happy argument, which is not yet over.',
  ],
}

export const wisbechBell: Article = {
  slug: 'wisbech-bell',
  section: 'Town',
  headline: 'A bell for Wisbech, cast twice',
  standfirst: 'The first had a flaw that only one person could hear. She was right.',
  priceAmount: '0.10',
  days: 30,
  minutes: 3,
  shares: [
    { who: people.quill, basisPoints: 3200 },
    { who: people.vane, basisPoints: 600 },
  ],
  picture: bell,
  pictureWords: 'The tenor in its frame, the morning before the first ring.',
  opening: [
    'The new tenor for the church of St Peter and St Paul weighs nineteen hundredweight and was paid for in jam. There was also a legacy and a grant, but the jam came first, in eleven years of Saturdays, and the people who made it do not care to have it left out.',
    'When it was first rung, at the foundry in the spring, forty of them were there with a coach and sandwiches. They clapped. Constance Hale, who is eighty-eight and has been deaf in one ear since childhood, did not.',
  ],
  rest: [
    '“There is something under the note,” she said. The founder, a courteous man, rang it again. He had instruments, and they found nothing. She asked him to ring it once more and to put his hand where hers was, low on the lip, on the north side.',
    'A bell has five notes that a founder tunes and a dozen more that he hopes for. What Mrs Hale had under her fingers was a sixth, a slow beat, like a moth against a window: a void in the metal the size of a walnut, deep in the waist. It would have rung for fifty years and then cracked on a frosty morning.',
    'They broke it up with a sledgehammer the same week. She was asked whether she would like to see it, and said that she would not. The second casting was in September, and at the foundry they waited until she had put her hand on it before anyone clapped.',
    'It rings for the first time on Sunday, at a quarter to ten. The inscription is the founder’s idea. It runs round the lip, where you would have to know to look: I WAS HEARD.',
  ],
}
