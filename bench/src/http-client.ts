// A keep-alive HTTP/1.1 connection with one request under way: a real client costs as much as the server it measures.
import type { Socket } from 'node:net'
import { connect } from 'node:net'

export type Reply = { readonly status: number; readonly body: string }

export class Connection {
  private readonly socket: Socket
  private buffer = Buffer.alloc(0)
  private waiting: { resolve(reply: Reply): void; reject(error: Error): void } | undefined

  constructor(port: number) {
    this.socket = connect(port, '127.0.0.1')
    this.socket.setNoDelay(true)
    this.socket.on('data', (bytes) => {
      this.buffer = this.buffer.length === 0 ? bytes : Buffer.concat([this.buffer, bytes])
      this.read()
    })
    const fail = (error: Error) => this.waiting?.reject(error)
    this.socket.on('error', fail)
    this.socket.on('close', () => fail(new Error('the server closed the connection')))
  }

  post(path: string, headers: string, body: string): Promise<Reply> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject }
      this.socket.write(
        `POST ${path} HTTP/1.1\r\nHost: wallet.localhost\r\nContent-Length: ${Buffer.byteLength(body)}\r\n${headers}\r\n${body}`,
      )
    })
  }

  end(): void {
    this.waiting = undefined
    this.socket.destroy()
  }

  private read(): void {
    const head = this.buffer.indexOf('\r\n\r\n')
    if (head < 0) return
    const header = this.buffer.toString('latin1', 0, head)
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(header)?.[1] ?? 0)
    if (this.buffer.length < head + 4 + length) return
    const body = this.buffer.toString('utf8', head + 4, head + 4 + length)
    this.buffer = this.buffer.subarray(head + 4 + length)
    const { waiting } = this
    this.waiting = undefined
    waiting?.resolve({ status: Number(header.slice(9, 12)), body })
  }
}
