// What waits for the provider's people: items of any room in queues, who works on which, and notes.
export { assignItem, claimerAt, claimItem, noteItem, releaseItem } from './claim.ts'
export { queue, queueKind, queueKinds } from './define.ts'
export type { ItemTold, QueueKind } from './define.ts'
export { endWorkItem, openWorkItem } from './open.ts'
export { room } from './room.ts'
export { claimedItems, countQueues, itemById, maxCounted, notesOf, storeNoteText, waitingItems } from './store.ts'
export type { ListedItem, QueueCount } from './store.ts'
export type { WorkNote } from './tables.ts'
