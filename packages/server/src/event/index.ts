// What happened, and how it is told: every room defines its types of events by this one.
export { facts } from '@farthing/ledger'
export { event, movement } from './define.ts'
export type { EventKind, Happened, HistoryLine, Telling } from './define.ts'
export { room } from './room.ts'
