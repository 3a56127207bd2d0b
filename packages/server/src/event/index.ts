// What happened, and how it is told: every room makes its types of events by this one.
export { facts } from '@farthing/ledger'
export { event, movement } from './define.ts'
export type { EventKind, HistoryLine, Telling } from './define.ts'
export { eventKinds, historyKinds, toldByWebhook, toldInHistory, toldInTimeline, webhookTypes } from './kinds.ts'
export { eventsAbout } from './store.ts'
export { room } from './room.ts'
