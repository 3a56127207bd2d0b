/**
 * Options of Node for whoever starts a server: a young generation of 16 MB instead of 32, and an old one that is
 * collected once it has grown by two fifths, not fourfold. `npm run serve` has them too. See docs/settings.md, Memory.
 */
export const nodeOptions: readonly string[] = ['--max-semi-space-size=16', '--heap-growing-percent=40']
