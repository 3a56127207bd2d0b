import { money, payButton } from '@farthing/sdk'
import type { Access, Notice } from '@farthing/sdk'
import { foreverSku, performerOf, threePlaysSku } from '../catalogue/index.ts'
import type { Song, Track } from '../catalogue/index.ts'
import { html, trusted } from '../html.ts'
import type { Html } from '../html.ts'
import { secondsOf } from '../sound.ts'
import { lengthWords, playsWords } from './layout.ts'
import { banner, shareNote } from './records.ts'

export type SongView = {
  track: Track
  access: Access | undefined
  /** Play was pressed a moment ago: the sound may be asked for. */
  pressed: boolean
  notice: Notice | undefined
  buyPath: (sku: string) => string
}

/** One song: three plays, for good, or what the listener has of it. */
export function songPage({ track, access, pressed, notice, buyPath }: SongView): Html {
  const { release, song, number } = track
  const playing = access !== undefined && (pressed || access.admission !== null)
  // Counted when the sound goes out: from the press until then this play is still among those left.
  const left =
    access === undefined || access.viewsLeft === null
      ? null
      : access.viewsLeft - Number(playing && access.admission === null)
  return html`<div class="lay">
    <figure>
      <a href="/records/${release.slug}" tabindex="-1" aria-hidden="true">${release.cover}</a>
      <figcaption>Song ${number} of <a href="/records/${release.slug}">${release.title}</a></figcaption>
    </figure>
    <div>
      ${notice === undefined || playing ? undefined : banner(notice)}
      <h1>${song.title}</h1>
      <p class="who">${performerOf(release)} · ${lengthWords(secondsOf(song.score))}</p>
      <p>${song.words}</p>
      ${playing ? player(track, left === 0) : undefined}
      ${access === undefined || left === 0 ? offers(track, playing, buyPath) : holding(track, left, playing, buyPath)}
      ${shareNote(release)}
    </div>
  </div>`
}

function player({ song }: Track, last: boolean): Html {
  return html`<section class="player" aria-label="Playing">
    <audio controls autoplay preload="auto" src="/songs/${song.slug}/sound.wav">
      <a href="/songs/${song.slug}/sound.wav">${song.title} as a WAV file</a>
    </audio>
    ${last ? html`<p class="small">That was the last of your plays.</p>` : undefined}
  </section>`
}

function holding({ song }: Track, left: number | null, playing: boolean, buyPath: (sku: string) => string): Html {
  const counted = left !== null
  const words = left === null ? 'Yours for good' : `${playsWords(left)}${playing ? ' after this one' : ''}`
  return html`<section class="have" aria-label="What you have">
      <form method="post" action="/songs/${song.slug}/play">
        <button class="btn play">${playing ? 'Play it again' : 'Play'}</button>
      </form>
      <p>
        <span class="tag good">${words}</span
        >${counted ? html` <span class="dim small">A play is counted when the sound begins.</span>` : undefined}
      </p>
    </section>
    ${counted ? keep(song, buyPath(foreverSku(song))) : undefined}`
}

function keep({ title, foreverAmount }: Song, action: string): Html {
  return html`<div class="keep quiet">
    <p class="lbl">Or keep it for good</p>
    ${trusted(payButton({ price: money(foreverAmount, 'USD'), action, hint: `to keep ${title} for good, from Halfstep Records` }))}
  </div>`
}

function offers({ song }: Track, again: boolean, buyPath: (sku: string) => string): Html {
  const price = money(song.threePlaysAmount, 'USD')
  return html`<div class="offers">
    <div>
      <p class="lbl">${again ? 'Hear it three times more' : 'Hear it three times'}</p>
      ${trusted(payButton({ price, action: buyPath(threePlaysSku(song)), hint: `for three plays of ${song.title}, from Halfstep Records` }))}
    </div>
    ${keep(song, buyPath(foreverSku(song)))}
  </div>`
}
