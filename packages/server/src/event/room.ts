import { defineRoom } from '../platform/room.ts'

/** What this room offers to the whole. */
export const room = defineRoom({ name: 'event' })
