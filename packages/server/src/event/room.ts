import { defineRoom } from '../platform/room.ts'
import { recordWaiting } from './record-soon.ts'

/** What this room offers to the whole. */
export const room = defineRoom({ name: 'event', work: [recordWaiting] })
