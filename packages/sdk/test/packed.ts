import { execFileSync, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const folder = fileURLToPath(new URL('..', import.meta.url))
export const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A vendor's folder with the packed SDK installed in it, as from the registry. */
export type Packed = {
  /** The vendor's folder. */
  away: string
  /** The manifest of the workspace as packing left it. */
  manifestAfter: string
  remove(): void
}

/** Packs the SDK and installs it elsewhere. From a copy, because packing rewrites the manifest for a moment. */
export function packed(): Packed {
  const work = mkdtempSync(join(tmpdir(), 'farthing-sdk-'))
  const away = join(work, 'vendor')
  const copy = join(work, 'packages', 'sdk')
  cpSync(folder, copy, { recursive: true, filter: (path) => !/\/(node_modules|dist)(\/|$)/.test(path) })
  cpSync(join(root, 'tsconfig.json'), join(work, 'tsconfig.json'))
  symlinkSync(join(root, 'node_modules'), join(work, 'node_modules'))
  const path = `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`
  runIn(copy, 'npm', ['pack', '--pack-destination', work], { PATH: path })

  const tarball = readdirSync(work).find((name) => name.endsWith('.tgz')) ?? ''
  mkdirSync(away)
  writeFileSync(join(away, 'package.json'), JSON.stringify({ name: 'vendor', private: true, type: 'module' }))
  runIn(away, 'npm', ['install', '--offline', '--no-audit', '--no-fund', '--no-save', join(work, tarball)])
  return {
    away,
    manifestAfter: join(copy, 'package.json'),
    remove: () => rmSync(work, { recursive: true, force: true }),
  }
}

/** @returns What it printed. @throws Error with what it printed, where it fails. */
export function runIn(cwd: string, program: string, args: string[], env: Record<string, string> = {}): string {
  try {
    return execFileSync(program, args, { cwd, encoding: 'utf8', env: { ...process.env, ...env } })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')}\n${stdout}\n${stderr}`, { cause: error })
  }
}

/** As `runIn`, while this process goes on, to serve as its provider. */
export async function runBeside(
  cwd: string,
  program: string,
  args: string[],
  env: Record<string, string>,
): Promise<string> {
  const child = spawn(program, args, { cwd, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  for await (const chunk of child.stdout) out += String(chunk)
  return out
}
