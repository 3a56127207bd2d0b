import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { runToEnd, startChild } from './child.ts'
import { inCheckout } from './settings.ts'

let folder: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'farthing-child-'))
})

afterEach(() => rmSync(folder, { recursive: true }))

function program(text: string) {
  const file = join(folder, 'program.mjs')
  writeFileSync(file, text)
  return { name: 'The shop', file: relative(inCheckout('.'), file), env: {}, logFile: join(folder, 'shop.log') }
}

const exists = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('a server that the demo runs', () => {
  test('is ready when it says so, and is stopped by being asked', async () => {
    const child = await startChild(
      program(`
        process.on('SIGTERM', () => { console.log('finished what was under way'); process.exit() })
        console.log(JSON.stringify({ ready: true, url: 'http://127.0.0.1:1' }))
        setInterval(() => {}, 1000)`),
    )
    await child.stop()
    expect(await child.ended).toBe('The shop ended (exit code 0)')
    await child.stop()
  })

  test('tells why it did not start', async () => {
    const starting = startChild(program(`console.error('port taken'); process.exit(3)`))
    await expect(starting).rejects.toThrow('The shop ended (exit code 3)\nport taken')
  })

  test('gives what it wrote when it runs to its end, or fails with its words', async () => {
    expect(await runToEnd(program(`console.log('{"a":1}')`))).toBe('{"a":1}\n')
    await expect(runToEnd(program(`console.error('no database'); process.exit(1)`))).rejects.toThrow('no database')
  })

  test('leaves when the one that started it is killed', async () => {
    const pidFile = join(folder, 'pid')
    const shop = program(`
      (await import('node:fs')).writeFileSync(${JSON.stringify(pidFile)}, String(process.pid))
      console.log('{"ready":true}')
      setInterval(() => {}, 1000)`)
    const starter = `
      const { startChild } = await import(${JSON.stringify(inCheckout('demo/src/child.ts'))})
      await startChild(${JSON.stringify(shop)})
      console.log('started')
      setInterval(() => {}, 1000)`
    const parent = spawn(process.execPath, ['--input-type=module', '-e', starter], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await once(parent.stdout, 'data')
    const pid = Number(readFileSync(pidFile, 'utf8'))
    expect(exists(pid)).toBe(true)
    parent.kill('SIGKILL')
    await expect.poll(() => exists(pid), { timeout: 5_000 }).toBe(false)
  })
})
