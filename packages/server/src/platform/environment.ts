/** Reads environment variables and remembers every mistake, so that all can be told at once. */
export class SettingsReader {
  readonly mistakes: string[] = []
  readonly #env: Readonly<Record<string, string | undefined>>
  readonly #known = new Set<string>()

  constructor(env: Readonly<Record<string, string | undefined>>) {
    this.#env = env
  }

  mistake(sentence: string): void {
    this.mistakes.push(sentence)
  }

  /** A mistake of one variable, unless another mistake was found in it already: that one has to be corrected first. */
  mistakeOf(name: string, what: string): void {
    if (!this.mistakes.some((each) => each.startsWith(`${name} `))) this.mistake(`${name} ${what}`)
  }

  isSet(name: string): boolean {
    return this.#value(name) !== undefined
  }

  /** Variables with our prefix that nothing reads: most likely misspelt. Tests have some of their own. Call it last. */
  refuseUnknown(prefix: string, except: string): void {
    for (const name of Object.keys(this.#env)) {
      if (!name.startsWith(prefix) || this.#known.has(name) || name.startsWith(except)) continue
      this.mistake(`${name} is no setting of Farthing's`)
    }
  }

  text(name: string, otherwise: string): string {
    return this.#value(name) ?? otherwise
  }

  oneOf<const T extends string>(name: string, choices: readonly T[], otherwise: T): T {
    const value = this.#value(name)
    if (value === undefined) return otherwise
    const choice = choices.find((each) => each === value)
    if (choice === undefined) this.mistake(`${name} must be one of ${choices.join(', ')}, not ${JSON.stringify(value)}`)
    return choice ?? otherwise
  }

  flag(name: string, otherwise: boolean): boolean {
    const value = this.#value(name)
    if (value === undefined) return otherwise
    if (value !== '1' && value !== '0') this.mistake(`${name} must be 1 or 0, not ${JSON.stringify(value)}`)
    return value === '1'
  }

  integer(name: string, range: { readonly min: number; readonly max: number; readonly otherwise: number }): number {
    const value = this.#value(name)
    if (value === undefined) return range.otherwise
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN
    if (number >= range.min && number <= range.max) return number
    this.mistake(`${name} must be a whole number from ${range.min} to ${range.max}, not ${JSON.stringify(value)}`)
    return range.otherwise
  }

  url(name: string, protocols: readonly string[]): string | undefined {
    const value = this.#value(name)
    if (value === undefined) return undefined
    if (protocols.includes(URL.parse(value)?.protocol ?? '')) return value
    // The value may hold a password: it is not repeated.
    this.mistake(`${name} must be a URL that begins with ${protocols.map((each) => `${each}//`).join(' or ')}`)
    return undefined
  }

  origin(name: string, otherwise: string): string {
    const value = this.#value(name)
    if (value === undefined) return otherwise
    const url = URL.parse(value)
    const good = url !== null && ['http:', 'https:'].includes(url.protocol) && url.href === `${url.origin}/`
    if (!good)
      this.mistake(
        `${name} must be an origin such as https://pay.example, without a path, not ${JSON.stringify(value)}`,
      )
    return good ? url.origin : otherwise
  }

  /** 32 bytes in base64. */
  key(name: string): Buffer | undefined {
    const value = this.#value(name)
    if (value === undefined) return undefined
    const bytes = Buffer.from(value, 'base64')
    if (bytes.length === 32) return bytes
    this.mistake(`${name} must be 32 bytes in base64, for example from \`openssl rand -base64 32\``)
    return undefined
  }

  parsed<T>(name: string, parse: (text: string) => T | undefined, otherwise: string, form: string): T {
    const value = this.#value(name)
    const parsed = value === undefined ? undefined : parse(value)
    if (value !== undefined && parsed === undefined)
      this.mistake(`${name} must be ${form}, not ${JSON.stringify(value)}`)
    const result = parsed ?? parse(otherwise)
    if (result === undefined) throw new Error(`${otherwise} is not ${form}`)
    return result
  }

  #value(name: string): string | undefined {
    this.#known.add(name)
    const value = this.#env[name]?.trim()
    return value === '' ? undefined : value
  }
}
