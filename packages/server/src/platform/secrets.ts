import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Random } from './random.ts'

/** Where a sealed value lies. It is authenticated with it: what is moved elsewhere does not open. */
export type Place = readonly [table: string, row: string, column: string]

/** Seals and opens text under one key. */
export type Sealer = {
  /** AES-256-GCM: a version byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag. */
  seal(place: Place, text: string): Buffer
  /** @throws Error where the bytes were changed, belong elsewhere, or another key sealed them. */
  open(place: Place, sealed: Uint8Array): string
}

export type Secrets = Sealer & {
  /** A key of one person's own, wrapped for storage: who destroys it makes all it sealed unreadable. */
  newPersonKey(place: Place): { readonly wrapped: Buffer; readonly sealer: Sealer }
  personKey(place: Place, wrapped: Uint8Array): Sealer
  /** HMAC-SHA-256: finds again what must not be stored in clear. Purposes never share values. */
  index(purpose: string, text: string): Buffer
  /** A key of 32 bytes derived for one purpose, the same on every server. */
  derive(purpose: string): Buffer
}

/** @param masterKey 32 bytes from outside the database. */
export function openSecrets(masterKey: Buffer, random: Random): Secrets {
  const derive = (purpose: string): Buffer => Buffer.from(hkdfSync('sha256', masterKey, '', `farthing ${purpose}`, 32))
  const own = sealer(derive('seal'), random)
  const indexKey = derive('index')
  return {
    ...own,
    derive,
    index: (purpose, text) => createHmac('sha256', indexKey).update(purpose).update('\0').update(text).digest(),
    newPersonKey(place) {
      const key = random.bytes(32)
      return { wrapped: own.seal(place, key.toString('base64')), sealer: sealer(key, random) }
    },
    personKey: (place, wrapped) => sealer(Buffer.from(own.open(place, wrapped), 'base64'), random),
  }
}

const version = 1

function sealer(key: Buffer, random: Random): Sealer {
  return {
    seal(place, text) {
      const nonce = random.bytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(place))
      const sealed = [cipher.update(text, 'utf8'), cipher.final()]
      return Buffer.concat([Buffer.of(version), nonce, ...sealed, cipher.getAuthTag()])
    },
    open(place, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes[0] !== version || bytes.length < 29)
        throw new Error(`what lies in ${place[0]}.${place[2]} is not sealed`)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13), { authTagLength: 16 })
      decipher.setAAD(aad(place)).setAuthTag(bytes.subarray(-16))
      return decipher.update(bytes.subarray(13, -16), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

const aad = (place: Place): Buffer => Buffer.from(JSON.stringify(place))

/** SHA-256: enough for what was random to begin with, such as keys and session cookies. */
export const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Whether two byte strings are equal, in a time that tells nothing of where they differ. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
