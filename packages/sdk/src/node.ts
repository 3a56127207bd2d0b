export { rawBody } from './node-body.ts'
export { nodePaywall } from './paywall/node.ts'
export type { NodePaywall } from './paywall/node.ts'
