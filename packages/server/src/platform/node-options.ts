/**
 * Options of Node for whoever starts a server: a young generation of 8 MB instead of 32, and an old one that is
 * collected once it has grown by three fifths, not fourfold. `npm run serve` has them too. See docs/settings.md, Memory.
 */
export const nodeOptions: readonly string[] = ['--max-semi-space-size=8', '--heap-growing-percent=60']
