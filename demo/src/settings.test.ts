import { type Server, createServer } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import { readDemoSettings } from './settings.ts'

const listening: Server[] = []

afterEach(() => {
  for (const server of listening.splice(0)) server.close()
})

async function listen(): Promise<number> {
  const server = createServer()
  listening.push(server)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

async function mistakesOf(env: Record<string, string>): Promise<string[]> {
  const settings = await readDemoSettings({
    FARTHING_PORT: '24400',
    COURIER_PORT: '24401',
    HALFSTEP_PORT: '24402',
    ...env,
  })
  return 'mistakes' in settings ? settings.mistakes : []
}

describe('the settings of npm start', () => {
  test('name hosts under .localhost, each with its port, and the database where one is given', async () => {
    const url = 'postgres://me@127.0.0.1:5432/mine'
    const settings = await readDemoSettings({
      FARTHING_PORT: '24400',
      COURIER_PORT: '24401',
      HALFSTEP_PORT: '24402',
      HALFSTEP_PUBLIC_URL: 'https://music.example',
      DATABASE_URL: url,
    })
    expect(settings).toMatchObject({
      databaseUrl: url,
      provider: { port: 24400, publicUrl: 'http://wallet.localhost:24400', apiUrl: 'http://127.0.0.1:24400' },
      courier: { port: 24401, publicUrl: 'http://courier.localhost:24401' },
      halfstep: { port: 24402, publicUrl: 'https://music.example' },
    })
  })

  test('tell every mistake at once, the provider’s own among them', async () => {
    const mistakes = await mistakesOf({
      COURIER_PORT: 'eighty',
      HALFSTEP_PUBLIC_URL: 'music',
      DATABASE_URL: 'mysql://here',
      FARTHING_WELCOME_DAYS: '-1',
      FARTHING_PROT: '1',
    })
    expect(mistakes.map((mistake) => mistake.split(' ')[0]).sort()).toEqual([
      'COURIER_PORT',
      'DATABASE_URL',
      'FARTHING_PROT',
      'FARTHING_WELCOME_DAYS',
      'HALFSTEP_PUBLIC_URL',
    ])
  })

  test('name a port that is in use, and what to set instead', async () => {
    const port = await listen()
    expect(await mistakesOf({ COURIER_PORT: String(port) })).toEqual([
      `port ${port}, wanted for The Fenland Courier, is in use: stop what uses it, or set COURIER_PORT`,
    ])
  })

  test('refuse one port for two servers', async () => {
    expect(await mistakesOf({ HALFSTEP_PORT: '24401' })).toEqual([
      'HALFSTEP_PORT is 24401, which The Fenland Courier has already: set another',
    ])
  })

  test('refuse production, where there is no demo', async () => {
    expect(await mistakesOf({ FARTHING_MODE: 'production' })).toEqual([
      'FARTHING_MODE is production, and npm start is the demo: run `npm run serve` instead',
    ])
  })
})
