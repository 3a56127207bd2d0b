// Requests to URLs that others named, and which of those are allowed (T17).
export { outboundOf, postTo, Undelivered, whyNever } from './post.ts'
export type { Outbound, Resolve } from './post.ts'
