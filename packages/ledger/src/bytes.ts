// A growing buffer to write on. DataView and a table beat Buffer's own methods for bigint and hex by a factor of two
// to three, and every operation writes some fifty of them.

const hexValues = new Uint8Array(128)
for (let i = 0; i < 16; i++) hexValues[i.toString(16).charCodeAt(0)] = i

export class ByteWriter {
  private buffer: Buffer
  private view: DataView
  private at = 0

  constructor(bytes: number) {
    this.buffer = Buffer.allocUnsafeSlow(bytes)
    this.view = new DataView(this.buffer.buffer, this.buffer.byteOffset, this.buffer.length)
  }

  get length(): number {
    return this.at
  }
  /** Starts anew, or takes back what was written from `length` on. */
  clear(length = 0): void {
    this.at = length
  }
  /** Makes room for so many bytes; the methods that write do not look. */
  room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.buffer.length * 2, this.at + bytes))
    this.buffer.copy(larger, 0, 0, this.at)
    this.buffer = larger
    this.view = new DataView(larger.buffer, larger.byteOffset, larger.length)
  }
  byte(value: number): void {
    this.view.setUint8(this.at++, value)
  }
  uint16(value: number): void {
    this.view.setUint16(this.at, value)
    this.at += 2
  }
  int32(value: number): void {
    this.view.setInt32(this.at, value)
    this.at += 4
  }
  int32At(at: number, value: number): void {
    this.view.setInt32(at, value)
  }
  int64(value: bigint): void {
    this.view.setBigInt64(this.at, value)
    this.at += 8
  }
  /** Lower-case hex digits, an even number of them. */
  hex(digits: string): void {
    const { buffer } = this
    let at = this.at
    for (let i = 0; i < digits.length; i += 2) {
      buffer[at++] = ((hexValues[digits.charCodeAt(i)] ?? 0) << 4) | (hexValues[digits.charCodeAt(i + 1)] ?? 0)
    }
    this.at = at
  }
  utf8(text: string): void {
    this.at += this.buffer.write(text, this.at, 'utf8')
  }
  /** @returns Whether it is printable ASCII without quote or backslash; nothing is written of anything else. */
  ascii(text: string): boolean {
    const { buffer } = this
    let at = this.at
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code < 32 || code > 126 || code === 34 || code === 92) return false
      buffer[at++] = code
    }
    this.at = at
    return true
  }
  bytes(bytes: Uint8Array): void {
    this.buffer.set(bytes, this.at)
    this.at += bytes.length
  }
  /** What was written, until something is written again. */
  written(): Uint8Array {
    return this.buffer.subarray(0, this.at)
  }
  /** A copy of what was written. */
  finish(): Buffer {
    return Buffer.from(this.buffer.subarray(0, this.at))
  }
}
