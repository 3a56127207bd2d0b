import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'farthing-need-node-'))
  put('scripts/need-node.js')
  cpSync(join(import.meta.dirname, 'need-node.js'), join(root, 'scripts/need-node.js'))
  put('main.js', "console.log('started')")
})
afterEach(() => rmSync(root, { recursive: true }))

function put(path: string, text = ''): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}
const wants = (node: string) => put('package.json', JSON.stringify({ type: 'module', devDependencies: { node } }))
const start = () => {
  const args = ['--import', './scripts/need-node.js', 'main.js']
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' })
  return { status, said: stdout + stderr }
}

describe('before anything is started', () => {
  test('what is missing is told: nothing is installed', () => {
    wants('20.0.0')
    expect(start()).toEqual({ status: 1, said: 'Nothing is installed yet: run `npm ci` first.\n' })
  })

  test('the right Node is missing, because install scripts did not run', () => {
    wants('99.1.0')
    put('node_modules/.package-lock.json')
    const { status, said } = start()
    expect(status).toBe(1)
    expect(said).toContain(`Farthing runs on Node 99, and this is ${process.version}.`)
    expect(said).toContain('npm ci --ignore-scripts=false --include=dev')
  })

  test('the right Node is there, and was passed by', () => {
    wants('99.1.0')
    put('node_modules/.package-lock.json')
    put('node_modules/.bin/node')
    expect(start().said).toContain('start it through npm')
  })

  test('nothing is missing', () => {
    wants('20.0.0')
    put('node_modules/.package-lock.json')
    expect(start()).toEqual({ status: 0, said: 'started\n' })
  })
})
