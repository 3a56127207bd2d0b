import { defineRoom } from '../platform/room.ts'

/** What this room offers to the whole: nothing but what its door exports. */
export const room = defineRoom({ name: 'print' })
