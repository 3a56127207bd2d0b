// What a client sends of PostgreSQL's extended query protocol (its manual, chapter "Frontend/Backend Protocol").

export type Message =
  | { readonly kind: 'parse'; readonly name: string; readonly text: string }
  | { readonly kind: 'bind'; readonly name: string; readonly params: readonly (Buffer | null)[] }
  | { readonly kind: 'execute' }
  | { readonly kind: 'sync' }

/** Reads whole messages. @throws Error where one is of another kind. */
export function readMessages(bytes: Buffer): Message[] {
  const messages: Message[] = []
  for (let at = 0; at < bytes.length;) {
    const type = String.fromCharCode(bytes.readUInt8(at))
    const length = bytes.readInt32BE(at + 1)
    messages.push(read(type, bytes.subarray(at + 5, at + 1 + length)))
    at += 1 + length
  }
  return messages
}

function read(type: string, body: Buffer): Message {
  switch (type) {
    case 'P': {
      const [name, after] = zeroEnded(body, 0)
      return { kind: 'parse', name, text: zeroEnded(body, after)[0] }
    }
    case 'B':
      return readBind(body)
    case 'E':
      return { kind: 'execute' }
    case 'S':
      return { kind: 'sync' }
    default:
      throw new Error(`a message ${type} is not known here`)
  }
}

function readBind(body: Buffer): Message {
  const [, afterPortal] = zeroEnded(body, 0)
  const [name, afterName] = zeroEnded(body, afterPortal)
  let at = afterName + 2 + 2 * body.readUInt16BE(afterName)
  const count = body.readUInt16BE(at)
  at += 2
  const params: (Buffer | null)[] = []
  for (let i = 0; i < count; i++) {
    const length = body.readInt32BE(at)
    at += 4
    params.push(length < 0 ? null : body.subarray(at, at + length))
    if (length > 0) at += length
  }
  return { kind: 'bind', name, params }
}

function zeroEnded(body: Buffer, from: number): [text: string, after: number] {
  const end = body.indexOf(0, from)
  return [body.toString('utf8', from, end), end + 1]
}
