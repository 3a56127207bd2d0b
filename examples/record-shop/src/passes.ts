import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Pressing Play allows the browser to ask for the sound, for as long as the song lasts and a little more. The
 * permission is in a cookie of the song's own path, so that a link to the sound alone is worth nothing, and no other
 * site can spend a play.
 */
const passCookie = 'halfstep_play'

const spareSeconds = 45

/** How long one play of a song may take, with its pauses: all of its requests go by the one play that was counted. */
export const playSeconds = (songSeconds: number): number => songSeconds + spareSeconds

/** The `Set-Cookie` that goes out when Play is pressed. */
export function passFor(secret: string, slug: string, seconds: number, now: number, secure: boolean): string {
  const ageSeconds = playSeconds(seconds)
  const until = Math.floor(now / 1000) + ageSeconds
  const value = `${until}.${sign(secret, slug, until)}`
  return `${passCookie}=${value}; Path=/songs/${slug}; Max-Age=${ageSeconds}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`
}

export function hasPass(secret: string, slug: string, cookieHeader: string | undefined, now: number): boolean {
  const match = new RegExp(`(?:^|;\\s*)${passCookie}=(\\d{1,12})\\.([\\w-]{43})(?:;|$)`).exec(cookieHeader ?? '')
  const until = Number(match?.[1] ?? 0)
  if (match === null || until * 1000 < now) return false
  return timingSafeEqual(Buffer.from(match[2] ?? ''), Buffer.from(sign(secret, slug, until)))
}

function sign(secret: string, slug: string, until: number): string {
  return createHmac('sha256', secret).update(`play ${slug} ${until}`).digest('base64url')
}
