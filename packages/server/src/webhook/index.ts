// Telling vendors' servers: webhooks after Standard Webhooks.
export { room } from './room.ts'
