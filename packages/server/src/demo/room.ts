import { defineRoom } from '../platform/room.ts'

/** The demo: it has no tables and no routes of its own. */
export const room = defineRoom({ name: 'demo' })
