import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, createWriteStream, openSync, readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartError } from '@farthing/server/start-failure'
import { inCheckout } from './settings.ts'

/** A server that we run. */
export type Child = {
  name: string
  logFile: string
  /** Resolves when it has ended, whoever ended it, with a sentence. */
  ended: Promise<string>
  /** Asks it to finish what is under way and leave; makes it leave after ten seconds. */
  stop(): Promise<void>
}

export type Program = {
  name: string
  file: string
  env: Record<string, string>
  /** Of Node. */
  options?: readonly string[]
  /** Gets both outputs. */
  logFile: string
  /** A server that answers here is ready. */
  port?: number
}

/**
 * Runs a server of the checkout and waits until it is ready: until it writes a line `{"ready":true,…}`, or answers at its
 * port. It leaves by itself when we are killed (leave-with-parent.ts), and runs in a group of its own, so that Ctrl-C
 * reaches it through us alone.
 *
 * @throws StartError with the end of its log when it ends before it is ready.
 */
export async function startChild(program: Program): Promise<Child> {
  const child = run(program)
  const ended = endOf(child, program.name)
  const over = new AbortController()
  const answering = program.port === undefined ? [] : [answers(program.port, over.signal)]
  const early = await Promise.race([saysReady(child), ...answering, ended])
  over.abort()
  if (early !== undefined) throw new StartError(`${early}\n${tail(program.logFile)}`)
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGTERM')
    const patience = setTimeout(() => child.kill('SIGKILL'), 10_000)
    await ended
    clearTimeout(patience)
  }
  return { name: program.name, logFile: program.logFile, ended, stop }
}

/**
 * Runs a program to its end.
 *
 * @returns What it wrote on standard output.
 * @throws StartError with the end of its log when it fails.
 */
export async function runToEnd(program: Program): Promise<string> {
  const child = run(program)
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  await once(child, 'close')
  if (child.exitCode !== 0) throw new StartError(`${program.name} failed\n${tail(program.logFile)}`)
  return output
}

type Running = ChildProcess & { stdout: Readable }

function run({ file, env, options = [], logFile }: Program): Running {
  const log = openSync(logFile, 'a')
  try {
    const args = [...options, '--import', inCheckout('demo/src/leave-with-parent.ts'), inCheckout(file)]
    const child = spawn(process.execPath, args, {
      cwd: inCheckout('.'),
      env: { PATH: process.env['PATH'], ...env },
      stdio: ['ignore', 'pipe', log, 'ipc'],
      detached: true,
    })
    const { stdout } = child
    if (stdout === null) throw new Error('standard output is not piped')
    stdout.pipe(createWriteStream(logFile, { flags: 'a' }))
    return Object.assign(child, { stdout })
  } finally {
    closeSync(log)
  }
}

function saysReady(child: Running): Promise<undefined> {
  return new Promise((done) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (/"ready": ?true/.test(line)) done(undefined)
    })
  })
}

async function answers(port: number, over: AbortSignal): Promise<undefined> {
  while (!(await accepts(port))) await sleep(50, undefined, { signal: over, ref: false })
  return undefined
}

function accepts(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', () => done(false)).once('connect', () => done(true))
    socket.once('connect', () => socket.destroy())
  })
}

function endOf(child: ChildProcess, name: string): Promise<string> {
  return new Promise((done) => {
    child.once('error', (error) => done(`${name} cannot be run: ${error.message}`))
    child.once('exit', (code, signal) => done(`${name} ended (${signal ?? `exit code ${code ?? '?'}`})`))
  })
}

/** The end of a log, for a message. */
export function tail(logFile: string): string {
  return readFileSync(logFile, 'utf8').split('\n').slice(-20).join('\n').trim()
}
