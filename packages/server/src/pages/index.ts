// What stands at the root: the front page and, in development, the mailbox.
export { room } from './room.ts'
