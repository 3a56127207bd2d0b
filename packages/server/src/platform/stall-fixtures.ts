// A way to PostgreSQL that stops answering, for tests: nothing is refused, nothing comes back.
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { connect, createServer } from 'node:net'

export type Stall = {
  /** What to connect to in place of the database. */
  readonly url: string
  /** Nothing passes any more, in either direction; connections are taken all the same. */
  stall(): void
  /** Nothing passes after a write that holds `mark` has gone to the database: what it answers is not heard. */
  stallAfter(mark: string): Promise<void>
  /** What was held back passes, in order. */
  heal(): void
  close(): Promise<void>
}

export async function stallingWay(databaseUrl: string): Promise<Stall> {
  const url = new URL(databaseUrl)
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  let stalled = false
  let armed: { readonly mark: string; readonly struck: () => void } | undefined
  const held: (() => void)[] = []
  const pass = (to: Socket, bytes: Buffer): void => {
    if (stalled) held.push(() => to.write(bytes))
    else to.write(bytes)
  }
  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
    }
    near.on('data', (bytes) => {
      pass(far, bytes)
      if (armed === undefined || !bytes.includes(armed.mark)) return
      stalled = true
      armed.struck()
      armed = undefined
    })
    far.on('data', (bytes) => pass(near, bytes))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    stall: () => void (stalled = true),
    stallAfter(mark) {
      const { promise, resolve } = Promise.withResolvers<void>()
      armed = { mark, struck: resolve }
      return promise
    },
    heal() {
      stalled = false
      for (const each of held.splice(0)) each()
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
