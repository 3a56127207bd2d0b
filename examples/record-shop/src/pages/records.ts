import { money, noticeWords, payButton, tokenWords } from '@farthing/sdk'
import type { Access, Notice } from '@farthing/sdk'
import { performerOf, skusOf, songwriterOf, threePlaysSku } from '../catalogue/index.ts'
import type { Release, Song } from '../catalogue/index.ts'
import { html, trusted } from '../html.ts'
import type { Html } from '../html.ts'
import { secondsOf } from '../sound.ts'
import { lengthWords, playsWords } from './layout.ts'
import { counted } from '../words.ts'

export function homePage(releases: readonly Release[]): Html {
  return html`<h1 class="vh">Records</h1>
    <ul class="releases">
      ${releases.map(
        (release) =>
          html`<li>
            <a href="/records/${release.slug}" class="coverlink" tabindex="-1" aria-hidden="true">${release.cover}</a>
            <h2><a href="/records/${release.slug}">${release.title}</a></h2>
            <p class="who">${performerOf(release)} · ${release.year}</p>
            <p>${release.words}</p>
            <p class="dim small">
              ${counted(release.songs.length, 'song')}. One song three times from ${cheapest(release)}, the record for
              ${tokens(release.priceAmount)}.
            </p>
          </li>`,
      )}
    </ul>`
}

function cheapest(release: Release): string {
  const [first, ...others] = release.songs.map((song) => song.threePlaysAmount)
  const least = others.reduce((low, amount) => (Number(amount) < Number(low) ? amount : low), first ?? '0')
  return tokens(least)
}

export type RecordView = {
  release: Release
  owned: boolean
  held: readonly Access[]
  notice: Notice | undefined
  buyPath: (sku: string) => string
}

/** One record: own it whole, or hear one song three times. */
export function recordPage({ release, owned, held, notice, buyPath }: RecordView): Html {
  const price = money(release.priceAmount, 'USD')
  const seconds = release.songs.reduce((sum, song) => sum + secondsOf(song.score), 0)
  return html`<div class="lay">
    <figure>
      ${release.cover}
      <figcaption>${release.coverWords}</figcaption>
    </figure>
    <div>
      ${notice === undefined ? undefined : banner(notice)}
      <h1>${release.title}</h1>
      <p class="who">${performerOf(release)} · ${release.year} · ${lengthWords(seconds)}</p>
      <p>${release.words}</p>
      ${
        owned
          ? html`<p class="offer"><span class="tag good">The record is yours</span></p>`
          : html`<div class="offer">
              ${trusted(payButton({ price, action: buyPath(release.slug), label: 'Own it,', hint: `for ${release.title}, from Halfstep Records` }))}
            </div>`
      }
      <h2 class="lbl">${owned ? 'Songs' : 'Or hear one song three times'}</h2>
      <ol class="tracks">
        ${release.songs.map((song, index) => trackRow(release, song, index + 1, held, buyPath))}
      </ol>
      ${shareNote(release)}
    </div>
  </div>`
}

function trackRow(
  release: Release,
  song: Song,
  number: number,
  held: readonly Access[],
  buyPath: (sku: string) => string,
): Html {
  return html`<li>
    <span class="num dim">${number}</span>
    <span class="songname"
      ><a href="/songs/${song.slug}">${song.title}</a>
      <span class="dim small">${lengthWords(secondsOf(song.score))}</span></span
    >
    ${trackState(release, song, held) ?? smallPay(song, buyPath)}
  </li>`
}

function trackState(release: Release, song: Song, held: readonly Access[]): Html | undefined {
  const skus = skusOf({ release, song, number: 0 })
  const fitting = held.filter((one) => skus.includes(one.sku) && one.viewsLeft !== 0)
  const access = fitting.find((one) => one.viewsLeft === null) ?? fitting[0]
  if (access === undefined) return undefined
  const words = access.viewsLeft === null ? 'yours' : `yours, ${playsWords(access.viewsLeft)}`
  return html`<a class="tag good" href="/songs/${song.slug}">${words}<span class="vh">: play ${song.title}</span></a>`
}

function smallPay(song: Song, buyPath: (sku: string) => string): Html {
  return html`<form method="post" action="${buyPath(threePlaysSku(song))}">
    <button class="btn sml">
      ${tokens(song.threePlaysAmount)}<span class="vh"> for three plays of ${song.title}, from Halfstep Records</span>
    </button>
  </form>`
}

export function shareNote(release: Release): Html {
  const performer = release.shares.find(({ who }) => who.role === 'performer')?.basisPoints ?? 0
  const songwriter = release.shares.find(({ who }) => who.role === 'songwriter')?.basisPoints ?? 0
  return html`<p class="note">
    Of every token, after Farthing’s fee, ${performer / 100}% goes to ${performerOf(release)}, ${songwriter / 100}% to
    ${songwriterOf(release)}, who wrote it, and ${(10_000 - performer - songwriter) / 100}% to us, the label.
  </p>`
}

export function banner(notice: Notice): Html {
  const { happened, money, next } = noticeWords(notice)
  return html`<p class="banner" role="status"><strong>${happened}</strong> ${money} ${next}</p>`
}

function tokens(amount: string): string {
  return tokenWords(money(amount, 'USD'))
}
