import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'

/** One JSON file that survives a restart; written beside and renamed, so that it is never half there. */
export type Kept<T> = { read(): T; write(next: T): Promise<void> }

export async function keptIn<T>(path: string, start: T, isKept: (value: unknown) => value is T): Promise<Kept<T>> {
  await mkdir(dirname(path), { recursive: true })
  let { current } = await load(path, start, isKept)
  let last = Promise.resolve()
  return {
    read: () => current,
    write(next) {
      current = next
      last = last.then(async () => {
        await writeFile(`${path}.new`, `${JSON.stringify(current, null, 2)}\n`, { mode: 0o600 })
        await rename(`${path}.new`, path)
      })
      return last
    },
  }
}

async function load<T>(path: string, start: T, isKept: (value: unknown) => value is T): Promise<{ current: T }> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { current: start }
    throw error
  }
  const value: unknown = JSON.parse(text)
  if (!isKept(value)) throw new Error(`${path} is not what this program wrote; move it away to begin anew`)
  return { current: value }
}
