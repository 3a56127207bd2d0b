import { createCipheriv, createDecipheriv, createHmac, hash, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Random } from './random.ts'

/** Where a sealed value lies. It is authenticated with it: what is moved elsewhere does not open. */
export type CellPath = readonly [table: string, row: string, column: string]

/** Seals and opens text under one key. */
export type Sealer = {
  /** AES-256-GCM: a version byte, 12 bytes of nonce, the ciphertext, 16 bytes of tag. */
  seal(cell: CellPath, text: string): Buffer
  /** @throws Error where the bytes were changed, belong elsewhere, or another key sealed them. */
  open(cell: CellPath, sealed: Uint8Array): string
}

export type Secrets = Sealer & {
  /** A key of one person's own, wrapped for storage: who destroys it makes all it sealed unreadable. */
  newPersonKey(cell: CellPath): { readonly wrapped: Buffer; readonly sealer: Sealer }
  personKey(cell: CellPath, wrapped: Uint8Array): Sealer
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
    newPersonKey(cell) {
      const key = random.bytes(32)
      return { wrapped: own.seal(cell, key.toString('base64')), sealer: sealer(key, random) }
    },
    personKey: (cell, wrapped) => sealer(Buffer.from(own.open(cell, wrapped), 'base64'), random),
  }
}

const version = 1

function sealer(key: Buffer, random: Random): Sealer {
  return {
    seal(cell, text) {
      const nonce = random.bytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(aad(cell))
      const sealed = [cipher.update(text, 'utf8'), cipher.final()]
      return Buffer.concat([Buffer.of(version), nonce, ...sealed, cipher.getAuthTag()])
    },
    open(cell, sealed) {
      const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength)
      if (bytes[0] !== version || bytes.length < 29) throw new Error(`what lies in ${cell[0]}.${cell[2]} is not sealed`)
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13), { authTagLength: 16 })
      decipher.setAAD(aad(cell)).setAuthTag(bytes.subarray(-16))
      return decipher.update(bytes.subarray(13, -16), undefined, 'utf8') + decipher.final('utf8')
    },
  }
}

const aad = (cell: CellPath): Buffer => Buffer.from(JSON.stringify(cell))

/** SHA-256: enough for what was random to begin with, such as keys and session cookies. */
export const sha256 = (text: string): Buffer => hash('sha256', text, 'buffer')

/** Whether two byte strings are equal, in a time that tells nothing of where they differ. */
export const sameBytes = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && timingSafeEqual(one, other)
