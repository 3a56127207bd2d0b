/**
 * Options of Node for whoever starts a server: a young generation of 32 MB, so that what a request leaves is collected
 * before it is taken for something that lasts, and an old one that is collected once it has grown by seven tenths, not
 * fourfold. `npm run serve` has them too. See docs/settings.md, Memory.
 */
export const nodeOptions: readonly string[] = ['--max-semi-space-size=32', '--heap-growing-percent=70']

/**
 * And of its environment: glibc gives each of Node's threads a heap that keeps what it once held, and where one thread
 * does the work, one heap is enough. It saves 11 MB on Linux and does nothing elsewhere.
 */
export const nodeEnvironment = { MALLOC_ARENA_MAX: '1' } as const
