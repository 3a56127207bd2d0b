// Tips: a payer gives a vendor an amount with a word of thanks. A room that shows how one is made: docs/new-room.md walks
// through it. It is in no provider but that of its own test.
export { room } from './room.ts'
