import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const pack = { br: promisify(brotliCompress), gz: promisify(gzip) }

/** Writes a `.br` and a `.gz` beside every script, style sheet and drawing: the provider sends them as they are. */
export function compressed(): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    async writeBundle({ dir = '' }, bundle) {
      const files = Object.keys(bundle).filter((file) => /^assets\/.*\.(js|css|svg)$/.test(file))
      for (const file of files) {
        const plain = await readFile(join(dir, file))
        await writeFile(join(dir, `${file}.br`), await pack.br(plain))
        await writeFile(join(dir, `${file}.gz`), await pack.gz(plain))
      }
    },
  }
}
