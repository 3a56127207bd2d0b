import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createServer as createTcpServer } from 'node:net'
import { describe, expect, test } from 'vitest'
import { isPublicAddress } from './addresses.ts'
import { inNetworks } from '../http/networks.ts'
import { postTo, whyNever } from './post.ts'

describe('T17: a webhook goes to the public Internet alone', () => {
  test('addresses that lead inside are told apart, however they are written', () => {
    const inside = [
      '0.0.0.0', '10.1.2.3', '100.64.0.1', '127.0.0.1', '127.255.255.255', '169.254.169.254', '172.16.0.1',
      '172.31.255.255', '192.0.0.1', '192.168.1.1', '198.18.0.1', '224.0.0.1', '255.255.255.255',
      '::', '::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1', '::ffff:8.8.8.8', '64:ff9b::7f00:1', 'fc00::1', 'fd12::1',
      'fe80::1', 'ff02::1', '2001::1', '2001:db8::1', '2002:7f00:1::', 'no address', '',
    ] // prettier-ignore
    for (const address of inside) expect(isPublicAddress(address), address).toBe(false)
    for (const address of ['8.8.8.8', '172.32.0.1', '100.63.255.255', '2606:4700::1111', '2a00:1450:4001::200e']) {
      expect(isPublicAddress(address), address).toBe(true)
    }
  })

  const production = { loopback: false, limitMillis: 2_000 }
  const post = (url: string, options: Partial<Parameters<typeof postTo>[3]> = {}) =>
    postTo(url, {}, '{}', { ...production, ...options }).then(
      ({ status }) => status,
      (error: unknown) => String(error),
    )

  test('nothing is sent without TLS, to this machine, or to an address inside', async () => {
    expect(await post('http://8.8.8.8/')).toContain('not https')
    for (const host of ['localhost', 'a.localhost', '127.0.0.1', '127.1', '2130706433', '0x7f.1', '[::1]']) {
      expect(await post(`https://${host}/`), host).toContain('this machine')
    }
    for (const host of ['10.0.0.1', '169.254.169.254', '[::ffff:127.0.0.1]', '[fd00::1]', '0.0.0.0']) {
      expect(await post(`https://${host}/`), host).toContain('not on the public Internet')
    }
  })

  test('all addresses of a name are checked; one inside is enough to refuse', async () => {
    const resolve = async () => ['8.8.8.8', '10.0.0.1']
    expect(await post('https://hooks.example/', { resolve })).toContain('not on the public Internet')
    expect(await post('https://hooks.example/', { resolve: async () => ['::ffff:127.0.0.1'] })).toContain(
      'not on the public',
    )
    expect(await post('https://hooks.example/', { resolve: async () => [] })).toContain('no address')
    expect(await post('https://hooks.example/', { resolve: () => Promise.reject(new Error('NXDOMAIN')) })).toContain(
      'unknown',
    )
  })

  test('a name is looked up once: one that leads elsewhere the second time gains nothing', async () => {
    let looks = 0
    const resolve = async () => [++looks === 1 ? '192.0.2.1' : '127.0.0.1']
    expect(await post('https://hooks.example/', { resolve })).toContain('not on the public')
    let more = 0
    const flips = async () => [++more === 1 ? '203.0.114.1' : '127.0.0.1']
    await post('https://hooks.example/', { resolve: flips, limitMillis: 200 })
    expect(more).toBe(1)
  })

  test('networks of the operator’s own may be called, without TLS too, and nothing beside them', async () => {
    const own = inNetworks(['10.0.0.0/8', 'fd12::/16'])
    const resolve = async (host: string) => (host === 'mixed.example' ? ['10.0.0.7', '192.168.0.7'] : ['10.0.0.7'])
    const options = { loopback: false, own, resolve }
    for (const url of ['http://10.0.0.7/', 'https://10.0.0.7/', 'http://hooks.lan/', 'http://[fd12::1]/']) {
      expect(await whyNever(url, options), url).toBeUndefined()
    }
    for (const url of ['https://192.168.0.7/', 'https://mixed.example/', 'http://8.8.8.8/', 'https://localhost/']) {
      expect(await whyNever(url, options), url).toBeDefined()
    }
  })

  test('a look-up that fails for a moment does not condemn a host, and one that finds nothing does', async () => {
    const fails = (code: string) => () => Promise.reject(Object.assign(new Error(code), { code }))
    const why = (resolve: () => Promise<never>) => whyNever('https://hooks.example/', { loopback: false, resolve })
    expect(await why(fails('ENOTFOUND'))).toBe('the host is unknown')
    expect(await why(fails('EAI_AGAIN'))).toBeUndefined()
    expect(
      await whyNever('https://hooks.example/', {
        loopback: false,
        resolve: () => new Promise<never>(() => undefined),
        limitMillis: 20,
      }),
    ).toBeUndefined()
  })

  test('hosts that somebody registers are looked up one by one, and hold up nobody who sends', async () => {
    const asked: string[] = []
    const answers = Promise.withResolvers<readonly string[]>()
    const resolve = (host: string) => {
      asked.push(host)
      return answers.promise
    }
    const why = (host: string) => whyNever(`https://${host}/`, { loopback: false, resolve, limitMillis: 20 })
    // Each is given up in its time, and those that had no turn by then are never asked for.
    expect(await Promise.all(['a.example', 'b.example', 'c.example'].map(why))).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(await post('https://sent.example/', { resolve, limitMillis: 20 })).toContain('too long')
    expect(asked).toEqual(['a.example', 'sent.example'])
    answers.resolve(['10.0.0.7'])
    await new Promise(setImmediate)
    expect(await why('d.example')).toBe('the host is not on the public Internet')
    expect(asked).toEqual(['a.example', 'sent.example', 'd.example'])
  })

  test('a host that never answers, and a look-up that never ends, are given up', async () => {
    const resolve = () => new Promise<never>(() => undefined)
    expect(await post('https://hooks.example/', { resolve, limitMillis: 50 })).toContain('too long')
    const server = createServer(() => undefined).listen(0, '127.0.0.1')
    await new Promise((resolved) => server.once('listening', resolved))
    const { port } = server.address() as AddressInfo
    expect(await post(`http://courier.localhost:${port}/`, { loopback: true, limitMillis: 100 })).toContain('too long')
    server.closeAllConnections()
    server.close()
    expect(await post(`http://127.0.0.1:${port}/`, { loopback: true })).toContain('refused')
  })
  test('whoever answers by going over to another protocol, or by halves, is given up: no try is under way for ever', async () => {
    const answers = [
      '101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n',
      '103 Early Hints\r\n\r\n',
    ]
    const told = await Promise.all(
      answers.map(async (answer) => {
        const server = createTcpServer((socket) => {
          socket.on('error', () => undefined)
          socket.once('data', () => socket.write(`HTTP/1.1 ${answer}`))
        }).listen(0, '127.0.0.1')
        await new Promise((resolved) => server.once('listening', resolved))
        const { port } = server.address() as AddressInfo
        return post(`http://courier.localhost:${port}/`, { loopback: true, limitMillis: 200 }).finally(() =>
          server.close(),
        )
      }),
    )
    expect(told).toEqual([expect.stringContaining('the connection broke'), expect.stringContaining('too long')])
  })
})
