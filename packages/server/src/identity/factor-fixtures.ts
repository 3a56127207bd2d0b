// Second factors for tests: an authenticator app, and an authenticator of passkeys made of node:crypto.
import type { KeyObject } from 'node:crypto'
import { createHash, createSign, generateKeyPairSync } from 'node:crypto'
import type { Id } from '@farthing/ledger'
import { generate, ScureBase32Plugin } from 'otplib'
import type { TestProvider } from '../platform/testing.ts'
import type { Realm } from './factors/holder.ts'
import { insertFactor } from './factors/store.ts'

type Provider = Pick<TestProvider, 'deps'>

/** What an app with this secret shows at the provider's time, or so many seconds from it. */
export const codeOf = ({ deps }: Provider, secret: string, skewSeconds = 0): Promise<string> =>
  generate({ secret, epoch: Number(deps.clock.now() / 1_000_000n) + skewSeconds })

/** Gives somebody an authenticator app. @returns Its secret, base 32. */
export async function anApp({ deps }: Provider, id: Id, realm: Realm = 'wallet'): Promise<string> {
  const secret = new ScureBase32Plugin().encode(deps.random.bytes(20))
  const factor = { kind: 'totp', label: 'Authenticator app', credential: '', secret, count: 0n } as const
  await insertFactor(deps, { realm, id }, factor, deps.pool)
  return secret
}

type Asked = { readonly challenge: string }

/** An authenticator with one passkey. What it answers is JSON, as a browser's `toJSON()` gives it. */
export class TestAuthenticator {
  readonly #id: Buffer
  readonly #origin: string
  readonly #key: KeyObject
  readonly #point: { readonly x: string; readonly y: string }
  /** How often it has signed; 0 for ever: it does not count. */
  count = 0

  constructor({ deps }: Provider) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
    this.#id = deps.random.bytes(16)
    this.#origin = deps.config.publicUrl
    this.#key = privateKey
    this.#point = { x, y }
  }

  /** Makes its passkey. */
  make({ challenge }: Asked): string {
    const length = Buffer.from([0, this.#id.length])
    const data = Buffer.concat([this.#data(0x45), Buffer.alloc(16), length, this.#id, this.#cose()])
    const attestation = map([text('fmt'), text('none')], [text('attStmt'), map()], [text('authData'), bytes(data)])
    return this.#answer({
      clientDataJSON: this.#client('webauthn.create', challenge),
      attestationObject: attestation.toString('base64url'),
      transports: ['internal'],
    })
  }

  /** Signs a challenge with it. */
  sign({ challenge }: Asked, count = this.count): string {
    this.count = count
    const data = this.#data(0x05)
    const clientDataJSON = this.#client('webauthn.get', challenge)
    const hashed = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest()
    const signature = createSign('sha256').update(data).update(hashed).sign(this.#key)
    const authenticatorData = data.toString('base64url')
    return this.#answer({ clientDataJSON, authenticatorData, signature: signature.toString('base64url') })
  }

  #answer(response: object): string {
    const id = this.#id.toString('base64url')
    return JSON.stringify({ id, rawId: id, type: 'public-key', clientExtensionResults: {}, response })
  }

  #client(type: string, challenge: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.#origin })).toString('base64url')
  }

  #data(flags: number): Buffer {
    const host = createHash('sha256').update(new URL(this.#origin).hostname).digest()
    const count = Buffer.alloc(4)
    count.writeUInt32BE(this.count)
    return Buffer.concat([host, Buffer.of(flags), count])
  }

  /** RFC 9053: a key of P-256 for ES256. */
  #cose(): Buffer {
    const { x, y } = this.#point
    const point = (part: string) => bytes(Buffer.from(part, 'base64url'))
    return map([int(1), int(2)], [int(3), int(-7)], [int(-1), int(1)], [int(-2), point(x)], [int(-3), point(y)])
  }
}

// CBOR (RFC 8949), as much as it takes.
const head = (kind: number, count: number): Buffer =>
  count < 24 ? Buffer.of((kind << 5) | count) : Buffer.of((kind << 5) | 24, count)
const int = (value: number): Buffer => (value < 0 ? head(1, -1 - value) : head(0, value))
const bytes = (value: Buffer): Buffer => Buffer.concat([head(2, value.length), value])
const text = (value: string): Buffer => Buffer.concat([head(3, value.length), Buffer.from(value)])
const map = (...pairs: readonly (readonly [Buffer, Buffer])[]): Buffer =>
  Buffer.concat([head(5, pairs.length), ...pairs.flat()])
