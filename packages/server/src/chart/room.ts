import { defineRoom } from '../platform/room.ts'

/** The chart of accounts: it has no tables and no routes of its own. */
export const room = defineRoom({ name: 'chart' })
