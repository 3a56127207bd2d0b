// Requests to places that others named, and which places those may be (T17).
export { outboundOf, postTo, Undelivered, whyNever } from './post.ts'
export type { Outbound, Resolve } from './post.ts'
