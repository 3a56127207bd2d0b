import { kilnSongs } from './kiln-songs.ts'
import { lowWater } from './low-water.ts'
import type { Party, Release, Song } from './release.ts'
import { counted } from '../words.ts'

export type { Party, Release, Song } from './release.ts'

export const releases: readonly Release[] = [lowWater, kilnSongs]

export function releaseOf(slug: string): Release | undefined {
  return releases.find((release) => release.slug === slug)
}

export type Track = { release: Release; song: Song; number: number }

export function trackOf(slug: string): Track | undefined {
  for (const release of releases) {
    const index = release.songs.findIndex((song) => song.slug === slug)
    const song = release.songs[index]
    if (song !== undefined) return { release, song, number: index + 1 }
  }
  return undefined
}

export function parties(): Party[] {
  return [...new Set(releases.flatMap((release) => release.shares.map((share) => share.who)))]
}

/** Everything that has a price, each under its SKU. Three of them open the same song. */
export type Ware = {
  sku: string
  title: string
  description: string
  priceAmount: string
  path: string
  timesToView: number | undefined
  /** What one plays of it; a record is played song by song. */
  song: Song | undefined
  release: Release
}

export const foreverSku = (song: Song): string => `${song.slug}.forever`
export const threePlaysSku = (song: Song): string => `${song.slug}.three-plays`

export function wares(): Ware[] {
  return releases.flatMap((release) => [
    {
      sku: release.slug,
      title: `${release.title}, ${performerOf(release)}`,
      description: `The whole record, ${counted(release.songs.length, 'song')}, for good.`,
      priceAmount: release.priceAmount,
      path: `/records/${release.slug}`,
      timesToView: undefined,
      song: undefined,
      release,
    },
    ...release.songs.flatMap((song) => songWares(release, song)),
  ])
}

export function wareOf(sku: string): Ware | undefined {
  return wares().find((ware) => ware.sku === sku)
}

/** What opens a song; the first leads back to its own page. */
export function skusOf({ release, song }: Track): string[] {
  return [foreverSku(song), threePlaysSku(song), release.slug]
}

export function performerOf(release: Release): string {
  return release.shares.find(({ who }) => who.role === 'performer')?.who.name ?? ''
}

export function songwriterOf(release: Release): string {
  return release.shares.find(({ who }) => who.role === 'songwriter')?.who.name ?? ''
}

function songWares(release: Release, song: Song): Ware[] {
  const common = { title: song.title, path: `/songs/${song.slug}`, song, release }
  const by = `${performerOf(release)}, from ${release.title}`
  return [
    {
      ...common,
      sku: foreverSku(song),
      description: `${by}. Yours for good.`,
      priceAmount: song.foreverAmount,
      timesToView: undefined,
    },
    {
      ...common,
      sku: threePlaysSku(song),
      description: `${by}. Three plays.`,
      priceAmount: song.threePlaysAmount,
      timesToView: 3,
    },
  ]
}
