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
  readonly stallAfter: (mark: string) => Promise<void>
  /** The connection breaks after a write that holds `mark` has gone to the database: what it answers is not heard. */
  readonly breakAfter: (mark: string) => Promise<void>
  /** What was held back passes, in order. */
  heal(): void
  close(): Promise<void>
}

export async function stallingWay(databaseUrl: string): Promise<Stall> {
  const url = new URL(databaseUrl)
  const { hostname, port } = url
  const sockets = new Set<Socket>()
  let stalled = false
  let armed: { readonly mark: string; readonly breaks: boolean; readonly struck: () => void } | undefined
  const arm = (mark: string, breaks: boolean): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    armed = { mark, breaks, struck: resolve }
    return promise
  }
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
      const struck = armed !== undefined && bytes.includes(armed.mark) ? armed : undefined
      if (struck?.breaks === true) far.write(bytes, () => near.resetAndDestroy())
      else pass(far, bytes)
      if (struck === undefined) return
      stalled = !struck.breaks
      struck.struck()
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
    stallAfter: (mark) => arm(mark, false),
    breakAfter: (mark) => arm(mark, true),
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
